/// Health: liveness, readiness and dependencies.
@NullMarked
package com.afftok.management.platform.health;

import org.jspecify.annotations.NullMarked;
