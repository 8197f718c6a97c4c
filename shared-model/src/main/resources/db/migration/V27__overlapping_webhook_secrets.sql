-- The secret of before signs beside the new one for a while, so that a receiver takes the new one when it suits it.

-- Encrypted by the application, like the secret.
alter table webhooks
    add column previous_secret bytea,
    add column previous_secret_until timestamptz,
    add constraint webhooks_previous_secret_has_an_end
        check ((previous_secret is null) = (previous_secret_until is null));

-- Forget secrets of before whose time is over.
create index webhooks_with_previous_secret on webhooks (previous_secret_until) where previous_secret_until is not null;
