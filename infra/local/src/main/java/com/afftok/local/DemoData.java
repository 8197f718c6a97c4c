package com.afftok.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A shop, its offers, and a promoter with a link to the first of them.
final class DemoData {

    static final String ADVERTISER = "shop@demo.afftok.local";
    static final String PROMOTER = "promoter@demo.afftok.local";

    /// The link of the demo promoter, if the database has demo data.
    static final String LINK =
            """
            SELECT link.id FROM user_offers link
              JOIN memberships m ON m.account_id = link.promoter_id
              JOIN users promoter ON promoter.id = m.user_id
            WHERE promoter.email = 'promoter@demo.afftok.local' AND link.status = 'active'
            ORDER BY link.id LIMIT 1
            """;

    private static final String NETWORK =
            """
            INSERT INTO networks (name, description, website_url)
            VALUES ('Demo Network', 'Where the demo shop is at home', 'https://network.example.com')
            RETURNING id
            """;

    /// A user with an account; returns the user's id.
    private static final String OWNER =
            """
            WITH person AS (
                INSERT INTO users (username, email, email_verified_at, password_hash, full_name)
                VALUES (?, ?, now(), ?, ?) RETURNING id),
            account AS (
                INSERT INTO accounts (kind, country) VALUES (?, 'SA') RETURNING id)
            INSERT INTO memberships (account_id, user_id, role)
            SELECT account.id, person.id, 'owner' FROM account CROSS JOIN person
            RETURNING account_id
            """;

    /// Of an advertiser, in a network.
    private static final String OFFERS =
            """
            INSERT INTO offers (advertiser_id, network_id, title, title_ar, description, description_ar,
                                category, destination_url, payout_type, payout, payout_percent, currency,
                                target_countries, link_lifetime_days, terms, status)
            SELECT ?::bigint, ?::bigint, title, title_ar, description, description_ar, category, destination_url,
                   payout_type, payout, payout_percent, currency, target_countries, 3650, terms, 'active'
              FROM (VALUES
                   ('Demo Shop', 'متجر تجريبي',
                    'Ten per cent of every sale in a shop that sells a bit of everything',
                    'عشرة بالمئة من كل عملية بيع في متجر يبيع من كل شيء',
                    'shopping', 'https://shop.example.com/?click_id={click_id}',
                    'cps', 0, 10, 'USD', '{}'::text[], 'No advertisements on the name of the shop.'),
                   ('Demo App', 'تطبيق تجريبي',
                    'Two dollars for everyone who registers in the app',
                    'دولاران عن كل من يسجل في التطبيق',
                    'apps', 'https://app.example.com/start?cid={click_id}',
                    'cpl', 2, 0, 'USD', '{}', 'One account a person.'),
                   ('Demo Travel', 'سفر تجريبي',
                    'Fifty riyals for every booking from the Gulf',
                    'خمسون ريالا عن كل حجز من الخليج',
                    'travel', 'https://travel.example.com/book?ref={click_id}',
                    'cpa', 50, 0, 'SAR', '{SA,AE,KW,QA,BH,OM}', null))
                AS demo (title, title_ar, description, description_ar, category, destination_url,
                         payout_type, payout, payout_percent, currency, target_countries, terms)
            RETURNING id
            """;

    /// A promoter's application to an advertiser's first offer.
    private static final String JOINED =
            """
            INSERT INTO user_offers (promoter_id, offer_id, advertiser_id, by_join)
            SELECT ?::bigint, min(id), advertiser_id, true FROM offers WHERE advertiser_id = ?::bigint
             GROUP BY advertiser_id
            RETURNING id
            """;

    /// The demo shop, if it never had a postback secret.
    private static final String SHOP_WITHOUT_SECRET =
            """
            SELECT shop.id FROM accounts shop
              JOIN memberships m ON m.account_id = shop.id
              JOIN users owner ON owner.id = m.user_id
            WHERE owner.email = 'shop@demo.afftok.local' AND shop.kind = 'advertiser'
              AND NOT EXISTS (SELECT FROM postback_secrets s WHERE s.advertiser_id = shop.id)
            """;

    private static final String POSTBACK_SECRET =
            """
            INSERT INTO postback_secrets (advertiser_id, mode, slot, secret, hint) VALUES (?, 'live', 1, ?, ?)
            """;

    private static final int HINT_LENGTH = 4;

    private DemoData() {}

    static void create(Connection connection, DemoSecrets demo) throws SQLException {
        long network = insert(connection, NETWORK);
        long shop = account(connection, "demo_shop", ADVERTISER, demo.shopPassword(), "advertiser");
        long promoter =
                account(connection, "demo_promoter", PROMOTER, demo.promoterPassword(), "promoter");
        insert(connection, OFFERS, shop, network);
        insert(connection, JOINED, promoter, shop);
    }

    /// Gives the demo shop its postback secret, sealed.
    static void ensurePostbackSecret(Connection connection, DemoSecrets demo) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet shop = query.executeQuery(SHOP_WITHOUT_SECRET);
                PreparedStatement insert = connection.prepareStatement(POSTBACK_SECRET)) {
            while (shop.next()) {
                long id = shop.getLong(1);
                String secret = demo.postbackSecret();
                insert.setLong(1, id);
                insert.setBytes(2, demo.sealed(id));
                insert.setString(3, secret.substring(secret.length() - HINT_LENGTH));
                insert.executeUpdate();
            }
        }
    }

    private static long account(
            Connection connection, String name, String email, String password, String kind)
            throws SQLException {
        String called = kind.equals("advertiser") ? "Demo Shop" : "Demo Promoter";
        return insert(connection, OWNER, name, email, Password.hash(password), called, kind);
    }

    /// Returns the id of the first row.
    private static long insert(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
