-- What administrators are shown of all users.

-- GET /api/admin/metrics: how many there are of each role and standing, and how many of them are new, from the index alone.
create index users_by_standing on users (role, status, created_at);
