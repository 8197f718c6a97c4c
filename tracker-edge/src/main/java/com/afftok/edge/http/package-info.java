/// What all answers of the edge have in common.
@NullMarked
package com.afftok.edge.http;

import org.jspecify.annotations.NullMarked;
