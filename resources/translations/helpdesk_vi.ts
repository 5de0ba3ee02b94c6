<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
    <context>
        <name>AccountMenu</name>
        <message>
            <source>Account and settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Appearance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Like the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High contrast</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>New ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear filter and search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Refresh</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select all matching tickets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the panel, or clear the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick filters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ticket details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compact rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Switch database…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work as someone else…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quick filter 1 to 9</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add the ticket or note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tickets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Writing</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Activities</name>
        <message>
            <source>Ticket created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{field} changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AttachmentList</name>
        <message>
            <source>No attachments</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Badge</name>
        <message>
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{what}: {word}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CallCard</name>
        <message>
            <source>No call</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CallLine</name>
        <message>
            <source>Recording</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Play the recording</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CallList</name>
        <message>
            <source>No calls</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CallerList</name>
        <message>
            <source>Contacts found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Create contact “{text}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Just the number {text}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Callers</name>
        <message>
            <source>1 open ticket</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n open tickets</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Calls</name>
        <message>
            <source>Inbound call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outbound call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Internal call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed inbound call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outbound call, not answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed internal call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inbound call, ended in the menu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inbound call, ended in the survey</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>talked {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>by {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hotline {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waited {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on hold {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>voicemail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inbound</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outbound</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Internal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>missed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>New</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Processing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pending</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Low</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Normal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Urgent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Manual</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inbound call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outbound call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Social</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>API</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChoicesForm</name>
        <message>
            <source>Find a value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ColumnMenu</name>
        <message>
            <source>Columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Usual columns</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>#</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer email</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Company</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assign to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Serial</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConditionChip</name>
        <message>
            <source>muted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Condition: {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove condition: {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Do not negate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Negate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Unmute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Remove</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConditionEditor</name>
        <message>
            <source>Condition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Apply</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} tickets</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Connecting</name>
        <message>
            <source>From now on the window shows what this agent may see.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Making your database…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Making the demo desk. This takes a few seconds…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Opening the database…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database does not know who sits here. Who are you?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConnectionDialog</name>
        <message>
            <source>Open a database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the database is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Local file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The test was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trying to connect…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There was no answer within {n} seconds, so the test was given up.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database is there, and empty. Making the helpdesk's tables in it is for its administrator: whoever makes them becomes the first administrator of the desk.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make the tables</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no such file yet: Connect makes it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no such file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a new file there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Making the tables…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The tables are made. Connect opens the empty desk.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ContactField</name>
        <message>
            <source>Name, phone or e-mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Just the number, no contact</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ContactLine</name>
        <message>
            <source>1 other ticket</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n other tickets</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>No other tickets</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Copy</name>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CreateForm</name>
        <message>
            <source>Only agents can read it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a person…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No due time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First note (internal)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assign to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CCs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CreateTicketDialog</name>
        <message>
            <source>New ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard draft</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add the ticket (Ctrl+Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close and keep the draft (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Adding…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The draft cannot be saved on this disk</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DatabaseReport</name>
        <message>
            <source>This file was made by an older version of the program. Opening it keeps a copy beside it and brings it up to date.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a helpdesk database ({engine}). Who you are there is asked when you open it.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetailPanel</name>
        <message>
            <source>Ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No ticket selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loading the ticket…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calls {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attachments {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Timeline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calls</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Attachments</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parts of the ticket</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetailPlace</name>
        <message>
            <source>Ticket details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the ticket's details</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DraftOffer</name>
        <message>
            <source>A draft was kept: {subject}, {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A draft without a subject was kept, {time}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DraftOfferBar</name>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FieldCard</name>
        <message>
            <source>{moment} · by {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer email</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Company</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rating</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assign to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CCs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First response</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>External id</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Fields</name>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Status</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Priority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Source</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer email</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Company</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Assign to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CCs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Created</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Updated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Due</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First response</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>External id</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileFields</name>
        <message>
            <source>Open a file that is there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a new file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browse…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browse for a database file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One person at one computer at a time works best. A file on a network share is refused, because it would get damaged; teams use a server.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is required.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New database file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a database file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Databases (*.db)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Active filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Contact</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Calls</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Notes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Query text…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Filters</name>
        <message>
            <source>Me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Someone of my groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nobody</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No type</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is any of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is none of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is at least</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is at most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>includes any of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>includes all of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>includes none of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is exactly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>contains words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>contains phrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>does not contain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>does not contain phrase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>contains</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>starts with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ends with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>contains digits</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is between</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in the last</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in the next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>more than … ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from … on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>up to and including</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>between</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>weeks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>months</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>years</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>today</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yesterday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tomorrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next week</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next month</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this quarter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last quarter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next quarter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this year</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>last year</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next year</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FormField</name>
        <message>
            <source>required</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{field}, required</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>InstantEditor</name>
        <message>
            <source>Clear {field}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In 4 hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Today, 17:00</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Tomorrow, 09:00</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Monday, 09:00</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another time…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LinesForm</name>
        <message>
            <source>or…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add another value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>List</name>
        <message>
            <source>Unread</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Quick filters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database can only be read: nothing can be changed here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ticket #{serial} was created; this filter does not show it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no ticket #{n}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Moments</name>
        <message>
            <source>today {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yesterday {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tomorrow {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} d</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{moment} · overdue by {span}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{moment} · in {span}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NewContactForm</name>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>E-mail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Company</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New contact, {part}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New contact</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoteEditor</name>
        <message>
            <source>Internal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only agents can read the note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Internal note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The customer can read the note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Visible to customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write an internal note…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write to the customer…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note visible to the customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draft not saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Adding…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NumberForm</name>
        <message>
            <source>Number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Highest number</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OpenTicketsWarning</name>
        <message>
            <source>{name} has an open ticket already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has {count} open tickets already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and {count} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show ticket {serial}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remember it in the system's key store</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This system has no key store: it is asked for each time.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PeopleField</name>
        <message>
            <source>Remove {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Queries</name>
        <message>
            <source>Character {column}: {sentence}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QueryForm</name>
        <message>
            <source>Condition in the query language</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickFilterDock</name>
        <message>
            <source>Quick filters</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QuickFilterModel</name>
        <message>
            <source>{0}, {1} tickets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unassigned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My unprocessed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unprocessed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Processed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CC'd to me</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unread</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overdue</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Rating</name>
        <message>
            <source>not rated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} of {most} stars</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecentList</name>
        <message>
            <source>Databases opened before</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search tickets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search, #serial, or  status:new assignee:me created:&gt;7d "refund"</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ServerFields</name>
        <message>
            <source>Remember it in the system's key store</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This system has no key store: the password is asked for each time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>as this system knows them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Host</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Port</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>User</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Password</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Certificate authority (file)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same as an address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browse…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browse for a certificate authority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is required.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is no address of a PostgreSQL or MariaDB database.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Certificate authority</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Like the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>High contrast</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comfortable rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compact rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Vietnam, unless the number says another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Appearance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Density of the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time zone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Phone numbers without a country code are from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Takes effect when the program is started next.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Takes effect when a database is opened next.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set by your administrator.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ShortcutList</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Start with a new local file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this computer, for you alone. It is ready at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A database that somebody gave you, or that you had before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Connect to a server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your team's PostgreSQL or MariaDB database.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try it with demo data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A desk of its own with sample tickets. Nothing of yours is touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where are your tickets?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You can change this at any time in the menu at the top right.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>permissions enforced by the server</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>permissions kept by the program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>read-only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{ms} ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{matching} of {of}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{counted} in {where}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{counted} tickets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the tail is reached by filtering</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} selected</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TicketHeader</name>
        <message>
            <source>Copy serial</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy link</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Subject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show less</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole description</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Description of #{serial}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TicketList</name>
        <message>
            <source>Reading tickets…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another database…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no tickets yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No ticket matches this filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear filter</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TicketMaking</name>
        <message>
            <source>The draft was kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The draft was discarded.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TicketModel</name>
        <message>
            <source>This ticket is no longer visible to you.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TicketView</name>
        <message>
            <source>Tickets</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TimeForm</name>
        <message>
            <source>How many</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unit of time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Period</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last day</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Internal note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Visible to customer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Call</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{sentence}, by {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Timeline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show older ({count})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole text</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Times</name>
        <message>
            <source>{n} min ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} h ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yesterday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tomorrow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} days ago</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {n} days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {n} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {n} h</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Close this notice</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>New ticket</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Account and settings</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ValueForm</name>
        <message>
            <source>Operator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is not empty</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WhoDialog</name>
        <message>
            <source>Who are you?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a name…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Agents of this database</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work as this agent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a choice, not a proof: everyone who can open this database can choose any name here. What you do is written down under the name you choose.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>reasons</name>
        <message>
            <source>it did not answer in time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing answers there (connection refused)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the host name is not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the host name cannot be looked up just now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>there is no network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>there is no way to it in the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is starting up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is shutting down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is recovering</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it offers no encryption</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its certificate is for another host name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its certificate is signed by an authority that is not known here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its certificate has expired</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not in use</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>sentences</name>
        <message>
            <source>There is no database at {place}. Make one with: helpdesk-desktop-cli init</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database server {place} cannot be reached: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server {place} refused this user name or password.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server {place} has no database of this name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server {place} has no free connection just now. Try again shortly.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The connection to the database was lost. Nothing unsaved is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The connection was lost while saving. It is not known yet whether the change was saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database server does not allow this with your account: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program is writing to the database. Try again in a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk is full, so nothing could be saved. Free some space and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database {place} can only be read, so nothing can be saved there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file {place} cannot be read: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {place} cannot be written, so the database cannot live there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database did not answer in time. Try again, or narrow the filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk reported an error while the database was in use: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database was made by a newer version of the program (schema {found}, this program knows {known}). Update the program; the database was not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This database has an older schema ({found}; this program needs {known}). An administrator can migrate it with: helpdesk-desktop-cli init</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A migration of this database was interrupted. An administrator can finish it with: helpdesk-desktop-cli init</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is not a Helpdesk Desktop database. It was not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database {place} belongs to another program: it has tables, but not ours. It was not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is an empty file, not a Helpdesk Desktop database. It was not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The database file {place} is damaged: {reason}. It was not touched.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is a folder, not a database file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} lies on a network share, where SQLite files get damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not a database address: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{scheme} databases are not supported. Use sqlite, postgresql or mariadb.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A password in the address is accepted for this computer only. Use --password-file, or leave it out and type it when asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server {place} wants a password. Use --password-file PATH.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The password file {place} cannot be used: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The server {place} offers no verified encryption, so the connection was refused: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no field “{field}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not a value of {field}. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no agent “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no group “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A value is missing after “{field}:”. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” does not fit {field}. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{operator}” cannot be used with {field}. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The quote is not closed. Expected “"”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The parenthesis is not closed. Expected “)”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” cannot stand here. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The query ends too early. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parentheses nest at most three deep.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to search for in “{value}”: no letter or digit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A query has {limit} characters at most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A filter has {limit} conditions at most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A filter has {limit} values at most.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The query contains a NUL character or half a character, which no ticket can hold.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The list cannot be sorted by {value}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{scope}:( )” cannot stand inside another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{field}” cannot stand inside “{scope}:( )”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your role sees phone numbers masked, so it cannot sort by phone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This filter cannot be used: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no column “{value}”. Columns: {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} value(s) cannot be taken.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is required.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} may have {limit} characters at most; this has {count}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The subject was longer than {limit} characters; the whole is in the description.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} contains a NUL character, which cannot be stored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} contains half a character (a lone surrogate), which cannot be stored.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not an e-mail address.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not a phone number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not a number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} must be between {low} and {high}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not a date or time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” can be read in two ways; day first was taken. Set date_order to be sure.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” does not exist in the time zone {zone} (clocks change); one hour later was taken.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not a {label}. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no field “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} cannot be set.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no agent “{value}”; nobody was assigned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no agent “{value}”; they were left out of the CCs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is not chosen yet: take a contact from the list, create one, or empty the field.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A new contact needs a name, a phone number or an e-mail address.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is retired and cannot be chosen any more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Someone else changed {what} first. Nothing was overwritten.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{what} was removed in the meantime.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no ticket #{serial}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no such contact.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your role does not allow this: {action}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The account “{value}” is switched off. Ask an administrator.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another ticket has the external id “{value}” already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The number is the contact's; change it there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{label} is the contact's; change it there, or name another contact.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” cannot be a key. Use lower-case letters, digits and dashes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” cannot be set here. Expected {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no time zone “{value}”. Example: Asia/Ho_Chi_Minh.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” is no country code of two letters. Example: VN.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings file {place} cannot be read ({reason}); the defaults are used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings file could not be read ({reason}). It was set aside as {place}; the defaults are used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings file {place} cannot be written: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already an agent with the login “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already a {what} named “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>“{value}” cannot be a login. Use letters, digits, dots, dashes and underscores.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no role “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which agent are you? Use --as LOGIN. Agents: {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At least one active administrator must remain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This server knows who you are; --as cannot be used here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no file {place}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is larger than {limit} bytes when unpacked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} unpacks to more than {limit} times its size and was refused.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is not a readable gzip file: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} cannot be read as {encoding} at byte {position}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no encoding “{value}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} has a line longer than {limit} characters, so it is no file of this kind.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This row is not valid {encoding}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The kind of file {place} is not known. Expected csv, tsv, json or jsonl.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} has no header line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The columns of {place} fit no preset. Use --map or --preset ({expected}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no preset “{value}”. Presets: {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} lacks the column “{column}” that the preset {preset} needs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map file {place} cannot be read: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The map names a column “{column}” that {place} does not have.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This row has {found} cells; the header has {expected}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A row with the same id stands in line {first}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The row starts a quoted text that never ends.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A cell of this row is longer than {limit} characters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} is not valid JSON: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} holds no list of objects.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This element is not an object.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The answer cannot be written: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>--format csv is for lists; use --json here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This command works on a local SQLite file only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{place} already holds a database; it was left as it is.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>window</name>
        <message>
            <source>Something went wrong: {line}</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
