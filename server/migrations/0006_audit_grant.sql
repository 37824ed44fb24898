-- Written past row-level security, so by the application only: whoever else may look into the schema writes no line.
revoke all on function kernel.audit_lines from public;
grant execute on function kernel.audit_lines to lianfang_app;
