/// The members of an account, their roles, and invitations to become one.
@NullMarked
package com.afftok.management.party.member;

import org.jspecify.annotations.NullMarked;
