/// The fraud rules in force, and their replacement while the edge runs.
@NullMarked
package com.afftok.edge.guard.rules;

import org.jspecify.annotations.NullMarked;
