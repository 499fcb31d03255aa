-- Where a request's trace goes on (W3C Trace Context): read by whoever publishes the event and sends the message.

ALTER TABLE events ADD COLUMN trace text;
ALTER TABLE notifications ADD COLUMN trace text;
