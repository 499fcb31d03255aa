-- The clinic's first tables. Every "only one" of the clinic is a named constraint here.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Text as it is searched: lower case, no accents, single spaces. unaccent(regdictionary, text) depends on its
-- dictionary alone, which this installation never changes: hence IMMUTABLE.
CREATE FUNCTION plain(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, words)), '\s+', ' ', 'g'));

CREATE TABLE accounts (
    id UUID NOT NULL,
    role text NOT NULL,
    cpf text,
    email text,
    password_hash text,
    locale text NOT NULL,
    accepted_terms_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT accounts_role_known CHECK (role IN ('PATIENT', 'DOCTOR', 'ADMINISTRATOR'))
);

CREATE UNIQUE INDEX accounts_one_per_cpf ON accounts (cpf);
CREATE UNIQUE INDEX accounts_one_per_email ON accounts (email);

CREATE TABLE events (
    id UUID NOT NULL,
    position BIGINT,
    kind text NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    doctor_id UUID NOT NULL,
    patient_id UUID,
    appointment_id UUID,
    slot_id UUID,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX events_by_position ON events (position) WHERE position IS NOT NULL;
CREATE INDEX events_of_doctor ON events (doctor_id, position) WHERE position IS NOT NULL;
CREATE INDEX events_of_patient ON events (patient_id, position) WHERE position IS NOT NULL;
CREATE INDEX events_unpublished ON events (id) WHERE position IS NULL;

CREATE TABLE integrators (
    id UUID NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);


CREATE TABLE sign_in_throttles (
    subject_digest BYTEA NOT NULL,
    failures INTEGER NOT NULL,
    window_started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (subject_digest)
);

CREATE INDEX ix_sign_in_throttles_window_started_at ON sign_in_throttles (window_started_at);

CREATE TABLE specialties (
    code text NOT NULL,
    name_pt text NOT NULL,
    name_en text NOT NULL,
    PRIMARY KEY (code)
);


CREATE TABLE administrators (
    id UUID NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES accounts (id)
);


CREATE TABLE doctors (
    id UUID NOT NULL,
    name text NOT NULL,
    crm_number text NOT NULL,
    crm_state text NOT NULL,
    bio text NOT NULL,
    city text NOT NULL,
    state text NOT NULL,
    time_zone text NOT NULL,
    fee_cents INTEGER NOT NULL,
    verified_at TIMESTAMP WITH TIME ZONE,
    search_text text COLLATE "C" NOT NULL,
    next_slot_at TIMESTAMP WITH TIME ZONE NOT NULL,
    published_until DATE,
    PRIMARY KEY (id),
    CONSTRAINT doctors_one_per_crm UNIQUE (crm_state, crm_number),
    CONSTRAINT doctors_fee_not_negative CHECK (fee_cents >= 0),
    FOREIGN KEY(id) REFERENCES accounts (id)
);

CREATE INDEX doctors_by_fee ON doctors (fee_cents, id) WHERE verified_at IS NOT NULL;
CREATE INDEX doctors_by_name ON doctors (search_text, id) WHERE verified_at IS NOT NULL;
CREATE INDEX doctors_by_next_slot ON doctors (next_slot_at, id) WHERE verified_at IS NOT NULL;
CREATE INDEX doctors_by_words ON doctors USING gin (search_text gin_trgm_ops);

CREATE TABLE patients (
    id UUID NOT NULL,
    name text NOT NULL,
    phone text,
    time_zone text NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(id) REFERENCES accounts (id)
);


CREATE TABLE sessions (
    token_digest BYTEA NOT NULL,
    account_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (token_digest),
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);

CREATE INDEX ix_sessions_account_id ON sessions (account_id);
CREATE INDEX ix_sessions_expires_at ON sessions (expires_at);

CREATE TABLE absences (
    id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    note text,
    PRIMARY KEY (id),
    CONSTRAINT absences_end_after_start CHECK (starts_at < ends_at),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id)
);

CREATE INDEX absences_by_doctor ON absences (doctor_id, starts_at);

CREATE TABLE availability_rules (
    id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    weekday INTEGER NOT NULL,
    starts_at TIME WITHOUT TIME ZONE NOT NULL,
    ends_at TIME WITHOUT TIME ZONE NOT NULL,
    visit_minutes INTEGER NOT NULL,
    gap_minutes INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT availability_rules_weekday_known CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT availability_rules_minutes_positive CHECK (visit_minutes > 0 AND gap_minutes >= 0),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id)
);

CREATE INDEX ix_availability_rules_doctor_id ON availability_rules (doctor_id);

CREATE TABLE doctor_specialties (
    doctor_id UUID NOT NULL,
    specialty_code text NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (doctor_id, specialty_code),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id),
    FOREIGN KEY(specialty_code) REFERENCES specialties (code)
);

CREATE INDEX ix_doctor_specialties_specialty_code ON doctor_specialties (specialty_code);

CREATE TABLE slots (
    id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status text NOT NULL,
    origin text NOT NULL,
    withdrawn_for text,
    held_by UUID,
    held_until TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id),
    CONSTRAINT slots_end_after_start CHECK (starts_at < ends_at),
    CONSTRAINT slots_status_known CHECK (status IN ('FREE', 'BUSY', 'WITHDRAWN')),
    CONSTRAINT slots_hold_whole CHECK ((held_by IS NULL) = (held_until IS NULL)),
    CONSTRAINT slots_origin_known CHECK (origin IN ('TEMPLATE', 'EXTRA')),
    CONSTRAINT slots_withdrawal_known CHECK (withdrawn_for IN ('DOCTOR', 'ABSENCE', 'TEMPLATE')),
    CONSTRAINT slots_of_a_doctor_never_overlap EXCLUDE USING gist (doctor_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status <> 'WITHDRAWN'),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id),
    FOREIGN KEY(held_by) REFERENCES patients (id)
);

CREATE INDEX slots_free ON slots (doctor_id, starts_at) WHERE status = 'FREE';
CREATE INDEX slots_withdrawn ON slots USING gist (doctor_id, tstzrange(starts_at, ends_at)) WHERE status = 'WITHDRAWN';
CREATE UNIQUE INDEX slots_one_hold_per_patient ON slots (held_by) WHERE held_by IS NOT NULL;

CREATE TABLE appointments (
    id UUID NOT NULL,
    slot_id UUID NOT NULL,
    doctor_id UUID NOT NULL,
    patient_id UUID NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status text NOT NULL,
    reason text,
    fee_cents INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by text,
    closed_reason text,
    rescheduled_from_id UUID,
    PRIMARY KEY (id),
    CONSTRAINT appointments_status_known CHECK (status IN ('PENDING', 'CONFIRMED', 'DECLINED', 'EXPIRED', 'CANCELLED', 'COMPLETED', 'NO_SHOW')),
    CONSTRAINT appointments_closed_by_known CHECK (closed_by IN ('PATIENT', 'DOCTOR', 'SYSTEM')),
    CONSTRAINT appointments_closed_when_not_live CHECK ((status IN ('PENDING', 'CONFIRMED')) = (closed_at IS NULL)),
    CONSTRAINT appointments_pending_expires CHECK ((status = 'PENDING') = (expires_at IS NOT NULL)),
    CONSTRAINT appointments_of_a_patient_never_overlap EXCLUDE USING gist (patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('PENDING', 'CONFIRMED')),
    FOREIGN KEY(slot_id) REFERENCES slots (id),
    FOREIGN KEY(doctor_id) REFERENCES doctors (id),
    FOREIGN KEY(patient_id) REFERENCES patients (id),
    FOREIGN KEY(rescheduled_from_id) REFERENCES appointments (id)
);

CREATE INDEX appointments_by_doctor ON appointments (doctor_id, starts_at, id);
CREATE INDEX appointments_by_patient ON appointments (patient_id, starts_at, id);
CREATE UNIQUE INDEX appointments_one_live_per_slot ON appointments (slot_id) WHERE status IN ('PENDING', 'CONFIRMED');
CREATE INDEX appointments_to_expire ON appointments (expires_at) WHERE status = 'PENDING';

CREATE TABLE appointment_steps (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    appointment_id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    party text NOT NULL,
    account_id UUID,
    from_status text,
    to_status text NOT NULL,
    reason text,
    PRIMARY KEY (id),
    CONSTRAINT appointment_steps_party_known CHECK (party IN ('PATIENT', 'DOCTOR', 'SYSTEM')),
    FOREIGN KEY(appointment_id) REFERENCES appointments (id),
    FOREIGN KEY(account_id) REFERENCES accounts (id)
);

CREATE INDEX appointment_steps_by_appointment ON appointment_steps (appointment_id, id);

CREATE TABLE idempotency_keys (
    patient_id UUID NOT NULL,
    key text NOT NULL,
    fingerprint BYTEA NOT NULL,
    appointment_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (patient_id, key),
    FOREIGN KEY(patient_id) REFERENCES patients (id),
    FOREIGN KEY(appointment_id) REFERENCES appointments (id)
);

CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at);
