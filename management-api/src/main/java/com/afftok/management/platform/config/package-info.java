/// The configuration: one tree of typed values, and the properties of Micronaut derived from it.
@NullMarked
package com.afftok.management.platform.config;

import org.jspecify.annotations.NullMarked;
