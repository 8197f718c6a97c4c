/// Access to Redis shared by several parts of the edge.
@NullMarked
package com.afftok.edge.redis;

import org.jspecify.annotations.NullMarked;
