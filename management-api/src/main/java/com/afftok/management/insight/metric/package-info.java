/// Metrics of the platform over all tenants.
@NullMarked
package com.afftok.management.insight.metric;

import org.jspecify.annotations.NullMarked;
