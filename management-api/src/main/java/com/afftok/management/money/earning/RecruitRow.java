package com.afftok.management.money.earning;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// A promoter whom the recruiter recruited (level 1), or one of its recruits did (2, 3).
@Introspected
record RecruitRow(long id, int level, Instant createdAt) {}
