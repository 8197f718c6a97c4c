/// The fraud rules in force, and how they are replaced while the edge runs.
@NullMarked
package com.afftok.edge.guard.rules;

import org.jspecify.annotations.NullMarked;
