/// The edge's configuration: one tree of values, read once.
@NullMarked
package com.afftok.edge.config;

import org.jspecify.annotations.NullMarked;
