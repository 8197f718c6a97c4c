/// What the process is told at its start: one tree of typed values, and what Micronaut makes of it.
@NullMarked
package com.afftok.management.platform.config;

import org.jspecify.annotations.NullMarked;
