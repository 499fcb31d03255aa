-- Messages to people, as rows of ids: what they say is read from the other tables when they are sent.

CREATE TABLE notifications (
    id UUID NOT NULL,
    kind text NOT NULL,
    account_id UUID NOT NULL,
    appointment_id UUID NOT NULL,
    dedupe_key text NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status text NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
    leased_until TIMESTAMP WITH TIME ZONE,
    last_error text,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (id),
    CONSTRAINT notifications_once UNIQUE (dedupe_key),
    CONSTRAINT notifications_kind_known CHECK (kind IN ('DOCTOR_BOOKED', 'DOCTOR_CANCELLED', 'DOCTOR_RESCHEDULED', 'PATIENT_RECEIVED', 'PATIENT_CONFIRMED', 'PATIENT_DECLINED', 'PATIENT_EXPIRED', 'PATIENT_CANCELLED', 'PATIENT_RESCHEDULED', 'PATIENT_REMINDER_DAY', 'PATIENT_REMINDER_HOUR')),
    CONSTRAINT notifications_status_known CHECK (status IN ('DUE', 'SENT', 'OBSOLETE', 'DEAD')),
    CONSTRAINT notifications_sent_at_known CHECK ((status = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT notifications_leased_only_while_due CHECK (status = 'DUE' OR leased_until IS NULL),
    FOREIGN KEY(account_id) REFERENCES accounts (id),
    FOREIGN KEY(appointment_id) REFERENCES appointments (id)
);

CREATE INDEX notifications_to_send ON notifications (next_attempt_at, id) WHERE status = 'DUE';
CREATE INDEX notifications_dead ON notifications (id) WHERE status = 'DEAD';
CREATE INDEX notifications_by_age ON notifications USING brin (created_at);
