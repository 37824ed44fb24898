-- Who an account is, for lists of duties and reminders: the name, never what signs it in.
create view published.account as
  select id, name, person_id from access.account where disabled_at is null;
grant select on published.account to lianfang_app;
