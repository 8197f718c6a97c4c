/// How the platform does: figures over everybody's users, offers, clicks and conversions.
@NullMarked
package com.afftok.management.insight.metric;

import org.jspecify.annotations.NullMarked;
