using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Metrics.Webhooks;

public sealed class WebhookAlertSinkTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromMinutes(1);

    private readonly TestLogger _log = new();
    private readonly WebhookAlertSinkOptions _options;

    public WebhookAlertSinkTests() => _options = new()
    {
        Backoff = Backoff.None,
        AttemptTimeout = _long,
        DrainTimeout = _long,
        Logger = _log,
        Headers = { ["Authorization"] = "Bearer HEADERSECRET" },
    };

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task An_alert_is_posted_as_json()
    {
        await using var receiver = new LoopbackReceiver(static _ => "204 No Content");
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"));
        snapshot.Should().Match<WebhookSnapshot>(static s => s.Delivered == 1 && s.Failed == 0 && s.Dropped == 0 && s.LastError == null);
        (string head, string body) = receiver.Requests.Single();
        head.Should().StartWith("POST /services/T00/SECRETPATH HTTP/1.1").And.Contain("Authorization: Bearer HEADERSECRET")
            .And.Contain("Content-Type: application/json");
        JsonElement sent = JsonDocument.Parse(body).RootElement;
        sent.GetProperty("level").GetString().Should().Be("ERROR");
        sent.GetProperty("message").GetString().Should().Be("trouble & <b>more</b>");
        sent.GetProperty("run_id").GetString().Should().Be("run-1");
        sent.GetProperty("resolved").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_again()
    {
        await using var receiver = new LoopbackReceiver(static n => n < 3 ? "503 Service Unavailable" : "200 OK");
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"));
        (snapshot.Delivered, receiver.Requests.Count).Should().Be((1, 3));
    }

    [Fact]
    public async Task An_alert_that_is_never_accepted_is_counted_and_logged_without_a_secret()
    {
        await using var receiver = new LoopbackReceiver(static _ => "500 Internal Server Error");
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"));
        (snapshot.Failed, snapshot.LastError, receiver.Requests.Count).Should().Be((1, "failure.http 500", 4));
        _log.Entries.Should().ContainSingle(static entry => entry.Id == 1164);
        ShowsNoSecret(receiver);
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: /elsewhere")]
    [InlineData("307 Temporary Redirect\r\nLocation: https://example.org/")]
    [InlineData("400 Bad Request")]
    public async Task A_redirection_is_not_followed_and_is_a_failure_like_a_refusal(string answer)
    {
        await using var receiver = new LoopbackReceiver(_ => answer);
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"));
        (snapshot.Delivered, snapshot.Failed, receiver.Requests.Count).Should().Be((0, 1, 1));
        snapshot.LastError.Should().EndWith(answer[..3]);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up()
    {
        _options.AttemptTimeout = TimeSpan.FromMilliseconds(50);
        _options.MaxAttempts = 2;
        await using var receiver = new LoopbackReceiver(static _ => null);
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"));
        (snapshot.Failed, snapshot.LastError).Should().Be((1, ErrorCodes.Timeout));
    }

    [Fact]
    public async Task No_receiver_is_a_failure_without_its_address()
    {
        await using var receiver = new LoopbackReceiver(static _ => "200 OK");
        var sink = new WebhookAlertSink(new Uri("http://127.0.0.1:1/SECRETPATH"), _options);
        sink.Send(Alert("a"));
        await sink.DisposeAsync();
        sink.Snapshot().LastError.Should().Be(ErrorCodes.Connection);
        ShowsNoSecret(receiver);
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_dropped_and_the_sender_never_waits()
    {
        _options.QueueLimit = 2;
        _options.DrainTimeout = TimeSpan.Zero;
        await using var receiver = new LoopbackReceiver(static _ => null);
        var sink = new WebhookAlertSink(receiver.Url, _options);
        sink.Send(Alert("first"));
        await receiver.Received.WaitAsync(TestContext.Current.CancellationToken);
        foreach (string key in (string[])["b", "c", "d", "e"])
            sink.Send(Alert(key));
        sink.Snapshot().Should().Match<WebhookSnapshot>(static s => s.Queued == 2 && s.Dropped == 2);
        await sink.DisposeAsync();
        sink.Send(Alert("late"));
        sink.Snapshot().Should().Match<WebhookSnapshot>(static s => s.Dropped == 6 && s.Delivered == 0 && s.Queued == 0);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_left_alone_and_what_waits_is_sent_afterwards()
    {
        var time = new FakeTimeProvider();
        _options.TimeProvider = time;
        _options.FailuresToBreak = 3;
        _options.MaxAttempts = 1;
        await using var receiver = new LoopbackReceiver(static n => n <= 3 ? "503 Service Unavailable" : "200 OK");
        await using var sink = new WebhookAlertSink(receiver.Url, _options);
        for (int i = 1; i <= 5; i++)
            sink.Send(Alert($"{i}"));
        for (int i = 0; i < 5; i++)
        {
            while (!await receiver.Received.WaitAsync(0, TestContext.Current.CancellationToken))
            {
                if (sink.Snapshot().Circuit == CircuitState.Open)
                    time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        await sink.DisposeAsync();
        sink.Snapshot().Should().Match<WebhookSnapshot>(static s => s.Delivered == 2 && s.Failed == 3 && s.Circuit == CircuitState.Closed);
    }

    [Fact]
    public async Task The_end_of_a_trouble_is_sent_if_its_beginning_was()
    {
        await using var receiver = new LoopbackReceiver(static _ => "200 OK");
        await SendAsync(
            receiver,
            Alert("quiet") with { Level = AlertLevel.Info },
            Alert("quiet") with { Level = AlertLevel.Info, IsResolved = true },
            Alert("loud"),
            Alert("loud") with { Level = AlertLevel.Info, IsResolved = true },
            Alert("loud") with { Level = AlertLevel.Info, IsResolved = true });
        receiver.Requests.Select(static request => JsonDocument.Parse(request.Body).RootElement.GetProperty("resolved").GetBoolean())
            .Should().Equal(false, true);
    }

    [Fact]
    public async Task Slack_gets_a_line_in_which_nothing_is_markup()
    {
        _options.Format = WebhookFormat.Slack;
        await using var receiver = new LoopbackReceiver(static _ => "200 OK");
        await SendAsync(receiver, Alert("a") with { Message = "<!channel> a & b <https://x|y>", Suppressed = 7 });
        JsonElement sent = JsonDocument.Parse(receiver.Requests.Single().Body).RootElement;
        sent.GetProperty("text").GetString().Should().Be(
            "[ERROR] &lt;!channel&gt; a &amp; b &lt;https://x|y&gt; (run run-1) (and 7 like it before)");
        sent.GetProperty("mrkdwn").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task PagerDuty_gets_a_trigger_and_a_resolve_with_one_key()
    {
        _options.Format = WebhookFormat.PagerDuty;
        _options.RoutingKey = "ROUTINGSECRET";
        await using var receiver = new LoopbackReceiver(static _ => "202 Accepted");
        string key = new('k', 300);
        await SendAsync(receiver, Alert(key), Alert(key) with { IsResolved = true });
        JsonElement[] sent = [.. receiver.Requests.Select(static request => JsonDocument.Parse(request.Body).RootElement)];
        sent.Select(static one => one.GetProperty("event_action").GetString()).Should().Equal("trigger", "resolve");
        sent.Select(static one => one.GetProperty("dedup_key").GetString()).Distinct().Should().ContainSingle().Which.Should().HaveLength(64);
        sent[0].GetProperty("routing_key").GetString().Should().Be("ROUTINGSECRET");
        JsonElement payload = sent[0].GetProperty("payload");
        payload.GetProperty("severity").GetString().Should().Be("error");
        payload.GetProperty("summary").GetString().Should().Be("trouble & <b>more</b>");
        payload.GetProperty("source").GetString().Should().Be("resilience");
    }

    [Fact]
    public async Task An_alert_that_cannot_be_made_into_a_document_keeps_nobody_else()
    {
        _options.Format = WebhookFormat.PagerDuty;
        _options.RoutingKey = "\uD800";
        await using var receiver = new LoopbackReceiver(static _ => "202 Accepted");
        WebhookSnapshot snapshot = await SendAsync(receiver, Alert("a"), Alert("b"));
        (snapshot.Delivered + snapshot.Failed).Should().Be(2);
    }

    [Theory]
    [InlineData(WebhookFormat.Json)]
    [InlineData(WebhookFormat.Slack)]
    [InlineData(WebhookFormat.PagerDuty)]
    public void Hostile_texts_make_valid_documents(WebhookFormat format)
    {
        Alert hostile = Alert("\uD800\u202E\"\\") with { Message = new string('\uDC00', 5_000) + "\0</script>" };
        byte[] json = WebhookPayloads.Of(hostile, format, "source", "key");
        FluentActions.Invoking(() => JsonDocument.Parse(json)).Should().NotThrow();
        json.Length.Should().BeLessThan(50_000);
    }

    [Fact]
    public async Task No_activity_tells_of_the_address()
    {
        var seen = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("System.Net.Http"),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.AddRange(activity.TagObjects.Select(static tag => $"{tag.Value}")),
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = new LoopbackReceiver(static _ => "200 OK");
        await SendAsync(receiver, Alert("a"));
        seen.Should().NotContain(static value => value.Contains("SECRETPATH"));
    }

    [Theory]
    [InlineData("http://example.org/SECRETPATH")]
    [InlineData("ftp://example.org/SECRETPATH")]
    [InlineData("/SECRETPATH")]
    public void An_address_that_is_not_private_on_its_way_is_refused_and_not_repeated(string url) =>
        FluentActions.Invoking(() => new WebhookAlertSink(new Uri(url, UriKind.RelativeOrAbsolute), _options))
            .Should().Throw<ArgumentException>().Which.ToString().Should().NotContain("SECRETPATH");

    [Fact]
    public void Options_that_cannot_work_are_refused_without_a_secret()
    {
        _options.Format = WebhookFormat.PagerDuty;
        _options.QueueLimit = 0;
        _options.Headers["X-Key"] = "HEADERSECRET\r\nHost: evil";
        string text = FluentActions.Invoking(() => new WebhookAlertSink(new("https://example.org/SECRETPATH"), _options))
            .Should().Throw<ArgumentException>().Which.ToString();
        text.Should().Contain("QueueLimit").And.Contain("RoutingKey").And.Contain("Headers").And.NotContain("SECRET");
    }

    [Fact]
    public async Task A_sink_that_was_never_used_is_disposed_of_at_once()
    {
        var sink = new WebhookAlertSink(new("https://example.org/SECRETPATH"), _options);
        await sink.DisposeAsync();
        await sink.DisposeAsync();
        sink.ToString().Should().Be("webhook (Json)");
    }

    private async Task<WebhookSnapshot> SendAsync(LoopbackReceiver receiver, params Alert[] alerts)
    {
        var sink = new WebhookAlertSink(receiver.Url, _options);
        foreach (Alert alert in alerts)
            sink.Send(alert);
        await sink.DisposeAsync();
        return sink.Snapshot();
    }

    private void ShowsNoSecret(LoopbackReceiver receiver)
    {
        foreach (var entry in _log.Entries)
        {
            (entry.Text + entry.Exception).Should().NotContain("SECRET").And.NotContain("127.0.0.1").And.NotContain($":{receiver.Url.Port}");
        }
    }

    private static Alert Alert(string key) => new()
    {
        Key = key,
        Level = AlertLevel.Error,
        Message = "trouble & <b>more</b>",
        Timestamp = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Pipeline = "plan-analysis",
        RunId = "run-1",
    };
}
