-- Shown beside an expiry that the platform's clock decides. Sessions and the lock after failures stay as they are.
alter table access.token alter column created_at set default kernel.now();
alter table access.invitation alter column created_at set default kernel.now();
