/// Fraud detection: signals, score and verdict of a click.
@NullMarked
package com.afftok.edge.guard.score;

import org.jspecify.annotations.NullMarked;
