using System.Text.RegularExpressions;

namespace Resilience.Telemetry;

public sealed class RedactionPolicyTests
{
    private static readonly RedactionPolicy _policy = RedactionPolicy.Default;

    [Theory]
    [InlineData("Password")]
    [InlineData("db_password")]
    [InlineData("API-Key")]
    [InlineData("x.api.key")]
    [InlineData("Authorization")]
    [InlineData("access_token")]
    [InlineData("ConnectionString")]
    [InlineData("Set-Cookie")]
    [InlineData("client secret")]
    public void A_value_is_hidden_by_its_name(string key) => _policy.Redact(key, "anything at all").Should().Be("[redacted]");

    [Theory]
    [InlineData("model")]
    [InlineData("max_tokens")]
    [InlineData("keyboard")]
    [InlineData("passenger")]
    public void Other_names_hide_nothing(string key) => _policy.Redact(key, "4096").Should().Be("4096");

    [Theory]
    [InlineData("Authorization: Bearer abc.def", "Authorization: [redacted]")]
    [InlineData("sent bearer abcdef0123456789==, and failed", "sent bearer [redacted], and failed")]
    [InlineData("Server=db;User Id=sa;Password=hunter2;Encrypt=true", "Server=db;User Id=sa;Password=[redacted];Encrypt=true")]
    [InlineData("Password=\"a;b\\\"c\";Encrypt=true", "Password=[redacted];Encrypt=true")]
    [InlineData("""{"api_key": "abc", "size": 3}""", """{"api_key": [redacted], "size": 3}""")]
    [InlineData("AccountKey=abc==;EndpointSuffix=core", "AccountKey=[redacted];EndpointSuffix=core")]
    [InlineData("GET https://h/p?sv=1&sig=a%2Fb&se=2", "GET https://h/p?sv=1&sig=[redacted]&se=2")]
    [InlineData("amqp://user:secret@queue:5672/v", "amqp://[redacted]@queue:5672/v")]
    [InlineData("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln today", "got [redacted] today")]
    [InlineData("key sk-proj-abcdefghijklmnopqrst", "key [redacted]")]
    [InlineData("https://hooks.slack.com/services/T0/B0/xyz failed", "[redacted] failed")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabc", "[redacted]")]
    public void What_looks_like_a_secret_is_hidden_wherever_it_stands(string text, string shown) =>
        _policy.Redact(text).Should().Be(shown);

    [Theory]
    [InlineData("token=abc")]
    [InlineData("Authorization: Bearer abcdefghijkl")]
    [InlineData("amqp://user:secret@queue; password='x y'")]
    public void What_was_redacted_is_not_redacted_again(string text) =>
        _policy.Redact(_policy.Redact(text)).Should().Be(_policy.Redact(text)).And.NotContain("]]");

    [Theory]
    [InlineData("The stage took 30 s; basic checks passed.")]
    [InlineData("https://example.org:443/users/@me")]
    [InlineData("Write to ana@example.org")]
    public void Other_texts_stay_as_they_are(string text) => _policy.Redact(text).Should().Be(text);

    [Fact]
    public void Addresses_of_people_are_hidden_on_request() =>
        new RedactionPolicy(new() { HideEmails = true }).Redact("Write to ana.b+c@mail.example.org!").Should().Be("Write to [redacted]!");

    [Fact]
    public void A_long_text_is_cut_and_no_character_with_it()
    {
        var policy = new RedactionPolicy(new() { MaxLength = 16 });
        policy.Redact(new string('a', 14) + "😀😀").Should().Be(new string('a', 14) + "…");
        policy.Redact(new string('a', 16)).Should().Be(new string('a', 16));
    }

    [Fact]
    public void A_secret_across_the_cut_is_hidden()
    {
        var policy = new RedactionPolicy(new() { MaxLength = 20 });
        policy.Redact("with token=abcdefghijklmnopqrstuvwxyz").Should().Be("with token=[redacte…");
    }

    [Fact]
    public void What_cannot_be_seen_is_shown()
    {
        _policy.Redact("a\u202Eb\u0000c\ud800d\r\ne").Should().Be("a\uFFFDb\uFFFDc\uFFFDd\uFFFD\ne");
        _policy.Redact("año 😀").Should().Be("año 😀");
    }

    [Fact]
    public void Own_expressions_hide_too_and_one_that_takes_too_long_hides_everything()
    {
        var own = new RedactionOptions { Values = { new Regex("PDM[0-9]+") } };
        new RedactionPolicy(own).Redact("run PDM2024").Should().Be("run [redacted]");
        var slow = new RedactionOptions { Values = { new Regex("^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(1)) } };
        new RedactionPolicy(slow).Redact(new string('a', 2_000) + "!").Should().Be("[redacted]");
    }

    [Fact]
    public void Properties_are_redacted_by_name_and_value() =>
        _policy.RedactAll(new Dictionary<string, string> { ["token"] = "abc", ["note"] = "pwd=abc", ["model"] = "m" })
            .Should().Equal(new Dictionary<string, string> { ["token"] = "[redacted]", ["note"] = "pwd=[redacted]", ["model"] = "m" });

    [Theory]
    [InlineData("password")]
    [InlineData("https://")]
    [InlineData("eyJ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("a.")]
    public void Hostile_texts_do_not_take_long(string part)
    {
        var policy = new RedactionPolicy(new() { MaxLength = 65_536, HideEmails = true });
        Action redacting = () => policy.Redact(string.Concat(Enumerable.Repeat(part, 80_000 / part.Length)));
        redacting.ExecutionTime().Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Nothing_stays_nothing()
    {
        _policy.Redact(null).Should().BeNull();
        _policy.Redact("").Should().BeEmpty();
        _policy.Redact("password", null).Should().BeNull();
    }
}
