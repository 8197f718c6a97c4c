/// Health of the edge and its dependencies.
@NullMarked
package com.afftok.edge.health;

import org.jspecify.annotations.NullMarked;
