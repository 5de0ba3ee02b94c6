/* The reference of target 2: one C loop over the rows of a statement, each serial put in an array.
   Prototypes stand here because a machine may have the library without its headers. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_open_v2(const char *, sqlite3 **, int, const char *);
int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int sqlite3_exec(sqlite3 *, const char *, void *, void *, char **);
int sqlite3_step(sqlite3_stmt *);
int sqlite3_reset(sqlite3_stmt *);
long long sqlite3_column_int64(sqlite3_stmt *, int);
const char *sqlite3_errmsg(sqlite3 *);

enum { SQLITE_OK = 0, SQLITE_OPEN_READONLY = 1, SQLITE_ROW = 100 };

static long long now_ns(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

/* id_loop FILE SQL CAPACITY: prints how many, nanoseconds of the second pass, and a sum that
   depends on values and order. */
int main(int count, char **words) {
    sqlite3 *database;
    sqlite3_stmt *statement;
    if (count != 4) return 2;
    size_t capacity = strtoull(words[3], NULL, 10) + 1, found = 0;
    unsigned *serials = malloc(capacity * sizeof *serials);
    if (!serials || sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return 2;
    sqlite3_exec(database, "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16384", 0, 0, 0);
    if (sqlite3_prepare_v2(database, words[2], -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(database));
        return 2;
    }
    long long began = 0, ended = 0;
    for (int pass = 0; pass < 2; pass++) {
        found = 0;
        began = now_ns();
        while (sqlite3_step(statement) == SQLITE_ROW && found < capacity)
            serials[found++] = (unsigned)sqlite3_column_int64(statement, 0);
        ended = now_ns();
        sqlite3_reset(statement);
    }
    unsigned long long sum = 0;
    for (size_t place = 0; place < found; place++) sum = sum * 31 + serials[place];
    printf("%zu %lld %llu\n", found, ended - began, sum);
    return 0;
}
