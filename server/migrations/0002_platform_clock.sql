-- The clock of the platform, which LIANFANG_CLOCK may set ahead or back for drills and demonstrations: what is written
-- down about an act carries the same time as the act. `lf.ahead` (seconds) is set on the application's connections.
create function kernel.now() returns timestamptz language sql volatile parallel safe as $$
  select clock_timestamp() + make_interval(secs => coalesce(nullif(current_setting('lf.ahead', true), '')::float8, 0)) $$;

alter table kernel.parameter alter column set_at set default kernel.now();
