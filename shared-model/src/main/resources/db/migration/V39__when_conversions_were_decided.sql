-- When a conversion was approved, rejected and reversed: a statement of a month asks for it.
alter table conversions
    add column approved_at timestamptz,
    add column rejected_at timestamptz,
    add column reversed_at timestamptz;

-- A trigger, because the edge and the management both move conversions. What a statement says of these times is
-- ignored.
create function date_conversion() returns trigger language plpgsql as $$
declare
    before conversions;
begin
    if tg_op = 'UPDATE' then
        before := old;
    end if;
    new.approved_at := before.approved_at;
    new.rejected_at := before.rejected_at;
    new.reversed_at := before.reversed_at;
    if new.status is distinct from before.status then
        case new.status
            when 'approved' then new.approved_at := now();
            when 'rejected' then new.rejected_at := now();
            when 'reversed' then new.reversed_at := now();
            else null;
        end case;
    end if;
    return new;
end
$$;

create trigger conversions_date_their_status before insert or update on conversions
    for each row execute function date_conversion();
