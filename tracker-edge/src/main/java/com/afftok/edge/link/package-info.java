/// Tracking links: what one is, and how the edge finds it without ever waiting for PostgreSQL
/// twice.
@NullMarked
package com.afftok.edge.link;

import org.jspecify.annotations.NullMarked;
