CREATE TABLE business_hours (
    id BIGINT NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    time_zone VARCHAR(64) NOT NULL,
    week LONGTEXT NOT NULL,
    holidays LONGTEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_business_hours PRIMARY KEY (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE `change` (
    seq BIGINT NOT NULL AUTO_INCREMENT,
    kind VARCHAR(16) NOT NULL,
    row_id BIGINT NOT NULL,
    version INTEGER,
    batch UUID,
    at DATETIME(6) NOT NULL,
    CONSTRAINT pk_change PRIMARY KEY (seq)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_change_at ON `change` (at);

CREATE TABLE company (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_fold VARCHAR(600) NOT NULL,
    notes LONGTEXT,
    merged_into BIGINT,
    search LONGTEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_company PRIMARY KEY (id),
    CONSTRAINT uq_company_uid UNIQUE (uid),
    CONSTRAINT fk_company_merged_into_company FOREIGN KEY(merged_into) REFERENCES company (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_company_name_fold ON company (name_fold);

CREATE TABLE counter (
    name VARCHAR(64) NOT NULL,
    n BIGINT NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (name)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE custom_field (
    id BIGINT NOT NULL AUTO_INCREMENT,
    owner VARCHAR(16) NOT NULL,
    `key` VARCHAR(64) NOT NULL,
    label VARCHAR(200) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    help VARCHAR(1000),
    pattern VARCHAR(1000),
    default_value LONGTEXT,
    `position` INTEGER NOT NULL,
    is_active SMALLINT NOT NULL,
    required_to_create SMALLINT NOT NULL,
    required_to_close SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_custom_field PRIMARY KEY (id),
    CONSTRAINT uq_custom_field_owner_key UNIQUE (owner, `key`)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE role (
    id BIGINT NOT NULL AUTO_INCREMENT,
    `key` VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind SMALLINT NOT NULL,
    tickets SMALLINT NOT NULL,
    contacts SMALLINT NOT NULL,
    phones_masked SMALLINT NOT NULL,
    rights VARCHAR(1000) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_role PRIMARY KEY (id),
    CONSTRAINT uq_role_key UNIQUE (`key`)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE team (
    id BIGINT NOT NULL AUTO_INCREMENT,
    `key` VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_fold VARCHAR(600) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id),
    CONSTRAINT uq_team_key UNIQUE (`key`)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE ticket_type (
    id BIGINT NOT NULL AUTO_INCREMENT,
    `key` VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    `position` INTEGER NOT NULL,
    is_retired SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_ticket_type PRIMARY KEY (id),
    CONSTRAINT uq_ticket_type_key UNIQUE (`key`)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE agent (
    id BIGINT NOT NULL AUTO_INCREMENT,
    login VARCHAR(200) NOT NULL,
    login_fold VARCHAR(600) NOT NULL,
    name VARCHAR(200) NOT NULL,
    name_fold VARCHAR(600) NOT NULL,
    email VARCHAR(254),
    role_id BIGINT NOT NULL,
    is_active SMALLINT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    read_baseline_at DATETIME(6) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_agent PRIMARY KEY (id),
    CONSTRAINT uq_agent_login_fold UNIQUE (login_fold),
    CONSTRAINT fk_agent_role_id_role FOREIGN KEY(role_id) REFERENCES role (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE custom_option (
    id BIGINT NOT NULL AUTO_INCREMENT,
    field_id BIGINT NOT NULL,
    `key` VARCHAR(64) NOT NULL,
    label VARCHAR(200) NOT NULL,
    parent_id BIGINT,
    `position` INTEGER NOT NULL,
    is_retired SMALLINT NOT NULL,
    CONSTRAINT pk_custom_option PRIMARY KEY (id),
    CONSTRAINT fk_custom_option_field_id_custom_field FOREIGN KEY(field_id) REFERENCES custom_field (id) ON DELETE CASCADE,
    CONSTRAINT fk_custom_option_parent_id_custom_option FOREIGN KEY(parent_id) REFERENCES custom_option (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_custom_option_field_id_position ON custom_option (field_id, `position`);

CREATE TABLE sla_target (
    id BIGINT NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    `position` INTEGER NOT NULL,
    tree LONGTEXT NOT NULL,
    first_response_s INTEGER,
    resolution_s INTEGER,
    business_hours_id BIGINT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_sla_target PRIMARY KEY (id),
    CONSTRAINT fk_sla_target_business_hours_id_business_hours FOREIGN KEY(business_hours_id) REFERENCES business_hours (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE `call` (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    direction SMALLINT NOT NULL,
    status SMALLINT NOT NULL,
    start_at DATETIME(6) NOT NULL,
    answer_at DATETIME(6),
    end_at DATETIME(6),
    queue_s INTEGER,
    talk_s INTEGER,
    hold_s INTEGER,
    hotline VARCHAR(64),
    hotline_digits VARCHAR(64),
    hotline_national VARCHAR(64),
    number VARCHAR(64),
    number_digits VARCHAR(64),
    number_national VARCHAR(64),
    agent_id BIGINT,
    recording VARCHAR(2000),
    has_voicemail SMALLINT NOT NULL,
    CONSTRAINT pk_call PRIMARY KEY (id),
    CONSTRAINT uq_call_uid UNIQUE (uid),
    CONSTRAINT fk_call_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_call_number_digits ON `call` (number_digits);

CREATE INDEX ix_call_number_national ON `call` (number_national);

CREATE INDEX ix_call_start_at ON `call` (start_at);

CREATE TABLE company_value (
    company_id BIGINT NOT NULL,
    field_id BIGINT NOT NULL,
    `position` SMALLINT NOT NULL,
    text_value LONGTEXT,
    text_fold VARCHAR(200),
    int_value BIGINT,
    decimal_value BIGINT,
    day_value INTEGER,
    option_id BIGINT,
    text_whole LONGTEXT,
    text_words LONGTEXT,
    CONSTRAINT pk_company_value PRIMARY KEY (company_id, field_id, `position`),
    CONSTRAINT fk_company_value_company_id_company FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE CASCADE,
    CONSTRAINT fk_company_value_field_id_custom_field FOREIGN KEY(field_id) REFERENCES custom_field (id) ON DELETE CASCADE,
    CONSTRAINT fk_company_value_option_id_custom_option FOREIGN KEY(option_id) REFERENCES custom_option (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_company_value_day ON company_value (field_id, day_value, company_id);

CREATE INDEX ix_company_value_decimal ON company_value (field_id, decimal_value, company_id);

CREATE INDEX ix_company_value_int ON company_value (field_id, int_value, company_id);

CREATE INDEX ix_company_value_option ON company_value (field_id, option_id, company_id);

CREATE INDEX ix_company_value_text ON company_value (field_id, text_fold, company_id);

CREATE TABLE contact (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    name VARCHAR(200),
    name_fold VARCHAR(600),
    title VARCHAR(200),
    title_fold VARCHAR(600),
    company_id BIGINT,
    rating SMALLINT,
    manager_id BIGINT,
    notes LONGTEXT,
    merged_into BIGINT,
    phone VARCHAR(64),
    email VARCHAR(254),
    email_fold VARCHAR(762),
    search LONGTEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_contact PRIMARY KEY (id),
    CONSTRAINT uq_contact_uid UNIQUE (uid),
    CONSTRAINT fk_contact_company_id_company FOREIGN KEY(company_id) REFERENCES company (id),
    CONSTRAINT fk_contact_manager_id_agent FOREIGN KEY(manager_id) REFERENCES agent (id),
    CONSTRAINT fk_contact_merged_into_contact FOREIGN KEY(merged_into) REFERENCES contact (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_contact_company_id ON contact (company_id);

CREATE INDEX ix_contact_email_fold ON contact (email_fold);

CREATE INDEX ix_contact_manager_id ON contact (manager_id);

CREATE INDEX ix_contact_name_fold ON contact (name_fold);

CREATE TABLE macro (
    id BIGINT NOT NULL AUTO_INCREMENT,
    name VARCHAR(200) NOT NULL,
    owner_id BIGINT,
    actions LONGTEXT NOT NULL,
    `position` INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_macro PRIMARY KEY (id),
    CONSTRAINT fk_macro_owner_id_agent FOREIGN KEY(owner_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE saved_filter (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    name VARCHAR(200) NOT NULL,
    owner_id BIGINT,
    tree LONGTEXT NOT NULL,
    columns LONGTEXT,
    sort LONGTEXT,
    grouping VARCHAR(100),
    colour VARCHAR(16),
    icon VARCHAR(64),
    `position` INTEGER NOT NULL,
    is_shared_to_all SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_saved_filter PRIMARY KEY (id),
    CONSTRAINT uq_saved_filter_uid UNIQUE (uid),
    CONSTRAINT fk_saved_filter_owner_id_agent FOREIGN KEY(owner_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_saved_filter_owner_id_position ON saved_filter (owner_id, `position`);

CREATE TABLE team_member (
    team_id BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    CONSTRAINT pk_team_member PRIMARY KEY (team_id, agent_id),
    CONSTRAINT fk_team_member_team_id_team FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE,
    CONSTRAINT fk_team_member_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_team_member_agent_id ON team_member (agent_id);

CREATE TABLE contact_point (
    id BIGINT NOT NULL AUTO_INCREMENT,
    contact_id BIGINT NOT NULL,
    kind SMALLINT NOT NULL,
    value VARCHAR(254) NOT NULL,
    normalised VARCHAR(762) NOT NULL,
    digits VARCHAR(64),
    national VARCHAR(64),
    is_primary SMALLINT NOT NULL,
    `position` SMALLINT NOT NULL,
    CONSTRAINT pk_contact_point PRIMARY KEY (id),
    CONSTRAINT fk_contact_point_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_contact_point_contact_id_kind_position ON contact_point (contact_id, kind, `position`);

CREATE INDEX ix_contact_point_digits ON contact_point (digits);

CREATE INDEX ix_contact_point_kind_normalised ON contact_point (kind, normalised);

CREATE INDEX ix_contact_point_national ON contact_point (national);

CREATE TABLE contact_value (
    contact_id BIGINT NOT NULL,
    field_id BIGINT NOT NULL,
    `position` SMALLINT NOT NULL,
    text_value LONGTEXT,
    text_fold VARCHAR(200),
    int_value BIGINT,
    decimal_value BIGINT,
    day_value INTEGER,
    option_id BIGINT,
    text_whole LONGTEXT,
    text_words LONGTEXT,
    CONSTRAINT pk_contact_value PRIMARY KEY (contact_id, field_id, `position`),
    CONSTRAINT fk_contact_value_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
    CONSTRAINT fk_contact_value_field_id_custom_field FOREIGN KEY(field_id) REFERENCES custom_field (id) ON DELETE CASCADE,
    CONSTRAINT fk_contact_value_option_id_custom_option FOREIGN KEY(option_id) REFERENCES custom_option (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_contact_value_day ON contact_value (field_id, day_value, contact_id);

CREATE INDEX ix_contact_value_decimal ON contact_value (field_id, decimal_value, contact_id);

CREATE INDEX ix_contact_value_int ON contact_value (field_id, int_value, contact_id);

CREATE INDEX ix_contact_value_option ON contact_value (field_id, option_id, contact_id);

CREATE INDEX ix_contact_value_text ON contact_value (field_id, text_fold, contact_id);

CREATE TABLE saved_filter_pin (
    agent_id BIGINT NOT NULL,
    filter_id BIGINT NOT NULL,
    `position` INTEGER NOT NULL,
    colour VARCHAR(16),
    is_hidden SMALLINT NOT NULL,
    CONSTRAINT pk_saved_filter_pin PRIMARY KEY (agent_id, filter_id),
    CONSTRAINT fk_saved_filter_pin_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_saved_filter_pin_filter_id_saved_filter FOREIGN KEY(filter_id) REFERENCES saved_filter (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE saved_filter_share (
    filter_id BIGINT NOT NULL,
    team_id BIGINT NOT NULL,
    CONSTRAINT pk_saved_filter_share PRIMARY KEY (filter_id, team_id),
    CONSTRAINT fk_saved_filter_share_filter_id_saved_filter FOREIGN KEY(filter_id) REFERENCES saved_filter (id) ON DELETE CASCADE,
    CONSTRAINT fk_saved_filter_share_team_id_team FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE ticket (
    serial BIGINT NOT NULL,
    uid UUID NOT NULL,
    version INTEGER NOT NULL,
    hidden SMALLINT NOT NULL,
    status SMALLINT NOT NULL,
    priority SMALLINT NOT NULL,
    source SMALLINT NOT NULL,
    type_id BIGINT,
    contact_id BIGINT,
    assignee_id BIGINT,
    team_id BIGINT,
    creator_id BIGINT,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    due_at DATETIME(6),
    due_source SMALLINT,
    closed_at DATETIME(6),
    first_response_at DATETIME(6),
    reopened INTEGER NOT NULL,
    touched_at DATETIME(6),
    touched_by BIGINT,
    last_call_direction SMALLINT,
    last_call_status SMALLINT,
    last_call_at DATETIME(6),
    note_count INTEGER NOT NULL,
    attachment_count INTEGER NOT NULL,
    external_source VARCHAR(64),
    external_id VARCHAR(200),
    external_id_fold VARCHAR(600),
    phone VARCHAR(64),
    phone_digits VARCHAR(64),
    phone_national VARCHAR(64),
    subject VARCHAR(1000) NOT NULL,
    subject_fold VARCHAR(3000) NOT NULL,
    contact_fold VARCHAR(600),
    deleted_at DATETIME(6),
    deleted_by BIGINT,
    deleted_why VARCHAR(1000),
    merged_into BIGINT,
    acl TEXT,
    CONSTRAINT pk_ticket PRIMARY KEY (serial),
    CONSTRAINT uq_ticket_external_source_external_id UNIQUE (external_source, external_id),
    CONSTRAINT uq_ticket_uid UNIQUE (uid),
    CONSTRAINT fk_ticket_type_id_ticket_type FOREIGN KEY(type_id) REFERENCES ticket_type (id),
    CONSTRAINT fk_ticket_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
    CONSTRAINT fk_ticket_assignee_id_agent FOREIGN KEY(assignee_id) REFERENCES agent (id),
    CONSTRAINT fk_ticket_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
    CONSTRAINT fk_ticket_creator_id_agent FOREIGN KEY(creator_id) REFERENCES agent (id),
    CONSTRAINT fk_ticket_touched_by_agent FOREIGN KEY(touched_by) REFERENCES agent (id),
    CONSTRAINT fk_ticket_deleted_by_agent FOREIGN KEY(deleted_by) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_contact ON ticket (contact_id, hidden, serial);

CREATE INDEX ix_ticket_creator ON ticket (creator_id, hidden, serial);

CREATE INDEX ix_ticket_list_assignee_id ON ticket (hidden, assignee_id, serial);

CREATE INDEX ix_ticket_list_closed_at ON ticket (hidden, closed_at, serial);

CREATE INDEX ix_ticket_list_contact_fold ON ticket (hidden, contact_fold, serial);

CREATE INDEX ix_ticket_list_created_at ON ticket (hidden, created_at, serial, status, priority, source, type_id, assignee_id, team_id, creator_id);

CREATE INDEX ix_ticket_list_due_at ON ticket (hidden, due_at, serial);

CREATE INDEX ix_ticket_list_external_id_fold ON ticket (hidden, external_id_fold, serial);

CREATE INDEX ix_ticket_list_first_response_at ON ticket (hidden, first_response_at, serial);

CREATE INDEX ix_ticket_list_last_call_at ON ticket (hidden, last_call_at, serial);

CREATE INDEX ix_ticket_list_priority ON ticket (hidden, priority, serial);

CREATE INDEX ix_ticket_list_serial ON ticket (hidden, serial, status, priority, source, type_id, assignee_id, team_id, creator_id);

CREATE INDEX ix_ticket_list_source ON ticket (hidden, source, serial);

CREATE INDEX ix_ticket_list_status ON ticket (hidden, status, serial);

CREATE INDEX ix_ticket_list_team_id ON ticket (hidden, team_id, serial);

CREATE INDEX ix_ticket_list_type_id ON ticket (hidden, type_id, serial);

CREATE INDEX ix_ticket_list_updated_at ON ticket (hidden, updated_at, serial, status, priority, source, type_id, assignee_id, team_id, creator_id);

CREATE INDEX ix_ticket_list_version ON ticket (hidden, version, serial);

CREATE INDEX ix_ticket_touched ON ticket (hidden, touched_at, touched_by, serial);

CREATE TABLE activity (
    id BIGINT NOT NULL AUTO_INCREMENT,
    serial BIGINT NOT NULL,
    at DATETIME(6) NOT NULL,
    agent_id BIGINT,
    field VARCHAR(100) NOT NULL,
    old LONGTEXT,
    new LONGTEXT,
    batch UUID NOT NULL,
    undoes UUID,
    CONSTRAINT pk_activity PRIMARY KEY (id),
    CONSTRAINT fk_activity_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_activity_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_activity_batch ON activity (batch);

CREATE INDEX ix_activity_serial_at ON activity (serial, at);

CREATE TABLE note (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    serial BIGINT NOT NULL,
    author_id BIGINT,
    created_at DATETIME(6) NOT NULL,
    format SMALLINT NOT NULL,
    is_internal SMALLINT NOT NULL,
    `body` LONGTEXT NOT NULL,
    body_words LONGTEXT NOT NULL,
    reminder_at DATETIME(6),
    due_at DATETIME(6),
    done_at DATETIME(6),
    version INTEGER NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT uq_note_uid UNIQUE (uid),
    CONSTRAINT fk_note_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_note_author_id_agent FOREIGN KEY(author_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_note_author_id ON note (author_id);

CREATE INDEX ix_note_serial_created_at ON note (serial, created_at);

CREATE TABLE presence (
    serial BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    kind SMALLINT NOT NULL,
    until_at DATETIME(6) NOT NULL,
    CONSTRAINT pk_presence PRIMARY KEY (serial, agent_id),
    CONSTRAINT fk_presence_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_presence_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE ticket_call (
    serial BIGINT NOT NULL,
    call_id BIGINT NOT NULL,
    CONSTRAINT pk_ticket_call PRIMARY KEY (serial, call_id),
    CONSTRAINT fk_ticket_call_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_call_call_id_call FOREIGN KEY(call_id) REFERENCES `call` (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_call_call_id ON ticket_call (call_id);

CREATE TABLE ticket_cc (
    serial BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    CONSTRAINT pk_ticket_cc PRIMARY KEY (serial, agent_id),
    CONSTRAINT fk_ticket_cc_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_cc_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_cc_agent_id_serial ON ticket_cc (agent_id, serial);

CREATE TABLE ticket_link (
    id BIGINT NOT NULL AUTO_INCREMENT,
    serial BIGINT NOT NULL,
    other BIGINT NOT NULL,
    kind SMALLINT NOT NULL,
    CONSTRAINT pk_ticket_link PRIMARY KEY (id),
    CONSTRAINT uq_ticket_link_serial_other_kind UNIQUE (serial, other, kind),
    CONSTRAINT fk_ticket_link_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_link_other_ticket FOREIGN KEY(other) REFERENCES ticket (serial) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_link_other ON ticket_link (other);

CREATE TABLE ticket_read (
    agent_id BIGINT NOT NULL,
    serial BIGINT NOT NULL,
    read_at DATETIME(6) NOT NULL,
    CONSTRAINT pk_ticket_read PRIMARY KEY (agent_id, serial),
    CONSTRAINT fk_ticket_read_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_read_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_read_serial ON ticket_read (serial);

CREATE TABLE ticket_text (
    serial BIGINT NOT NULL,
    description LONGTEXT,
    description_words LONGTEXT,
    search LONGTEXT NOT NULL,
    CONSTRAINT pk_ticket_text PRIMARY KEY (serial),
    CONSTRAINT fk_ticket_text_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE TABLE ticket_value (
    serial BIGINT NOT NULL,
    field_id BIGINT NOT NULL,
    `position` SMALLINT NOT NULL,
    text_value LONGTEXT,
    text_fold VARCHAR(200),
    int_value BIGINT,
    decimal_value BIGINT,
    day_value INTEGER,
    option_id BIGINT,
    text_whole LONGTEXT,
    text_words LONGTEXT,
    CONSTRAINT pk_ticket_value PRIMARY KEY (serial, field_id, `position`),
    CONSTRAINT fk_ticket_value_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_value_field_id_custom_field FOREIGN KEY(field_id) REFERENCES custom_field (id) ON DELETE CASCADE,
    CONSTRAINT fk_ticket_value_option_id_custom_option FOREIGN KEY(option_id) REFERENCES custom_option (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_ticket_value_day ON ticket_value (field_id, day_value, serial);

CREATE INDEX ix_ticket_value_decimal ON ticket_value (field_id, decimal_value, serial);

CREATE INDEX ix_ticket_value_int ON ticket_value (field_id, int_value, serial);

CREATE INDEX ix_ticket_value_option ON ticket_value (field_id, option_id, serial);

CREATE INDEX ix_ticket_value_text ON ticket_value (field_id, text_fold, serial);

CREATE TABLE attachment (
    id BIGINT NOT NULL AUTO_INCREMENT,
    uid UUID NOT NULL,
    serial BIGINT NOT NULL,
    note_id BIGINT,
    name VARCHAR(255) NOT NULL,
    media_type VARCHAR(255),
    size BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    agent_id BIGINT,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT uq_attachment_uid UNIQUE (uid),
    CONSTRAINT fk_attachment_serial_ticket FOREIGN KEY(serial) REFERENCES ticket (serial) ON DELETE CASCADE,
    CONSTRAINT fk_attachment_note_id_note FOREIGN KEY(note_id) REFERENCES note (id),
    CONSTRAINT fk_attachment_agent_id_agent FOREIGN KEY(agent_id) REFERENCES agent (id)
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;

CREATE INDEX ix_attachment_serial ON attachment (serial);

CREATE TABLE attachment_chunk (
    attachment_id BIGINT NOT NULL,
    `position` INTEGER NOT NULL,
    content BLOB(1048576) NOT NULL,
    CONSTRAINT pk_attachment_chunk PRIMARY KEY (attachment_id, `position`),
    CONSTRAINT fk_attachment_chunk_attachment_id_attachment FOREIGN KEY(attachment_id) REFERENCES attachment (id) ON DELETE CASCADE
)ENGINE=InnoDB CHARSET=utf8mb4 ROW_FORMAT=DYNAMIC COLLATE utf8mb4_nopad_bin;
