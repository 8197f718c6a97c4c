/// The visitor's address, and the keys under which visitors and clicks are counted.
@NullMarked
package com.afftok.edge.visitor.address;

import org.jspecify.annotations.NullMarked;
