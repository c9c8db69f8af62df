using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Metrics.Alerts;

public sealed class AlertCenterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Alert> _told = [];
    private readonly AlertCenterOptions _options;

    public AlertCenterTests() =>
        _options = new() { TimeProvider = _time, Sinks = { new CallbackAlertSink(_told.Add) } };

    [Fact]
    public void An_alert_that_repeats_within_the_window_is_held_back_and_counted()
    {
        var center = new AlertCenter(_options);
        center.Raise(Alert("a")).Should().BeTrue();
        center.Raise(Alert("a")).Should().BeFalse();
        center.Raise(Alert("a")).Should().BeFalse();
        center.Raise(Alert("b")).Should().BeTrue();
        _time.Advance(TimeSpan.FromMinutes(5));
        center.Raise(Alert("a")).Should().BeTrue();

        _told.Select(static alert => (alert.Key, alert.Suppressed)).Should().Equal(("a", 0), ("b", 0), ("a", 2));
        center.Snapshot().Suppressed.Should().Be(2);
        center.Snapshot().Raised[AlertLevel.Error].Should().Be(5);
    }

    [Fact]
    public void A_more_urgent_alert_is_not_held_back()
    {
        var center = new AlertCenter(_options);
        center.Raise(Alert("a", AlertLevel.Warning));
        center.Raise(Alert("a", AlertLevel.Critical));
        center.Raise(Alert("a", AlertLevel.Warning));
        _told.Select(static alert => alert.Level).Should().Equal(AlertLevel.Warning, AlertLevel.Critical);
    }

    [Fact]
    public void The_end_of_a_trouble_is_told_once_and_a_new_one_at_once()
    {
        var center = new AlertCenter(_options);
        center.Resolve("a", "nothing was wrong").Should().BeFalse();
        center.Raise(Alert("a"));
        center.Resolve("a", "well again").Should().BeTrue();
        center.Resolve("a", "well again").Should().BeFalse();
        center.Raise(Alert("a"));

        _told.Select(static alert => (alert.IsResolved, alert.Message)).Should()
            .Equal((false, "trouble"), (true, "well again"), (false, "trouble"));
        center.Snapshot().Open.Should().Equal("a");
    }

    [Fact]
    public void What_is_below_the_minimum_is_kept_and_not_told()
    {
        _options.MinimumLevel = AlertLevel.Error;
        var center = new AlertCenter(_options);
        center.Raise(Alert("a", AlertLevel.Warning));
        center.Resolve("a", "over");
        _told.Should().BeEmpty();
        center.Snapshot().Recent.Should().HaveCount(2);
    }

    [Fact]
    public void A_sink_that_throws_keeps_nobody_else_from_being_told_and_its_message_out_of_the_log()
    {
        var log = new TestLogger();
        _options.Logger = log;
        _options.Sinks.Insert(0, new CallbackAlertSink(static _ => throw new InvalidOperationException("https://secret")));
        var center = new AlertCenter(_options);
        center.Raise(Alert("a"));
        _told.Should().ContainSingle();
        center.Snapshot().SinkFailures.Should().Be(1);
        log.Entries.Should().ContainSingle(static entry => entry.Id == 1161 && !entry.Text.Contains("secret") && entry.Exception == null);
    }

    [Fact]
    public void Messages_are_redacted()
    {
        new AlertCenter(_options).Raise(Alert("a") with { Message = "password=hunter2" });
        _told.Single().Message.Should().Be("password=[redacted]");
    }

    [Fact]
    public void Keys_without_end_are_forgotten_the_quietest_first()
    {
        _options.KeyLimit = 2;
        var center = new AlertCenter(_options);
        foreach (string key in (string[])["a", "b", "a", "c", "a", "b"])
        {
            center.Raise(Alert(key));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _told.Select(static alert => alert.Key).Should().Equal("a", "b", "c", "b");
    }

    [Fact]
    public void A_circuit_that_opens_is_critical_and_its_closing_the_end_of_it()
    {
        var breaker = new CircuitBreaker(new() { Name = "nlp", BreakDuration = TimeSpan.FromSeconds(10) }, _time);
        var center = new AlertCenter(_options);
        using (center.Watch(breaker))
        {
            breaker.Trip();
            _time.Advance(TimeSpan.FromSeconds(10));
            breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
            _told.Should().ContainSingle().Which.Level.Should().Be(AlertLevel.Critical);
            permit.Succeed();
            permit.Dispose();
        }

        breaker.Trip();
        _told.Select(static alert => (alert.Key, alert.IsResolved, alert.Component, alert.Code)).Should().Equal(
            ("circuit:nlp", false, "nlp", ErrorCodes.CircuitOpen), ("circuit:nlp", true, "nlp", ErrorCodes.CircuitOpen));
    }

    [Fact]
    public void A_circuit_that_is_open_already_is_told_when_it_is_watched()
    {
        var breaker = new CircuitBreaker(new() { Name = "nlp" }, _time);
        breaker.Isolate("operator");
        new AlertCenter(_options).Watch(breaker).Dispose();
        _told.Should().ContainSingle().Which.Code.Should().Be(ErrorCodes.CircuitIsolated);
    }

    [Fact]
    public void Of_alerts_at_once_with_one_key_one_is_told_and_all_are_counted()
    {
        int told = 0;
        var center = new AlertCenter(new() { TimeProvider = _time, Sinks = { new CallbackAlertSink(_ => Interlocked.Increment(ref told)) } });
        Parallel.For(0, 1_000, i => center.Raise(Alert("a")));
        told.Should().Be(1);
        center.Snapshot().Should().Match<AlertCenterSnapshot>(
            static snapshot => snapshot.Suppressed == 999 && snapshot.Raised[AlertLevel.Error] == 1_000);
    }

    [Fact]
    public void A_message_stays_on_its_line()
    {
        new AlertCenter(_options).Raise(Alert("a") with { Message = "one\r\ntwo\nthree" });
        _told.Single().Message.Should().NotContain("\n").And.NotContain("\r");
    }

    [Fact]
    public void Options_out_of_their_ranges_are_refused_all_at_once()
    {
        _options.Window = TimeSpan.FromSeconds(-1);
        _options.KeyLimit = 0;
        FluentActions.Invoking(() => new AlertCenter(_options)).Should().Throw<ArgumentException>()
            .Which.Message.Should().Contain("Window").And.Contain("KeyLimit");
    }

    [Theory]
    [InlineData(AlertLevel.Info, LogLevel.Information)]
    [InlineData(AlertLevel.Warning, LogLevel.Warning)]
    [InlineData(AlertLevel.Error, LogLevel.Error)]
    [InlineData(AlertLevel.Critical, LogLevel.Critical)]
    public void The_log_shows_the_level(AlertLevel level, LogLevel expected)
    {
        var log = new TestLogger();
        new LoggerAlertSink(log).Send(Alert("a", level));
        log.Entries.Should().ContainSingle().Which.Should().Match<(int Id, LogLevel Level, string Text, Exception? Exception)>(
            entry => entry.Id == 1162 && entry.Level == expected && entry.Text.Contains("trouble"));
    }

    [Fact]
    public void The_log_has_one_line_for_an_alert_whatever_its_names_hold()
    {
        var log = new TestLogger();
        var sink = new LoggerAlertSink(log);
        sink.Send(Alert("a\nb") with { RunId = "r\r\ncrit: forged" });
        sink.Send(Alert("a\nb") with { RunId = "r\u001b[2J", IsResolved = true });
        log.Entries.Select(static entry => entry.Id).Should().Equal(1162, 1163);
        log.Entries.Should().OnlyContain(static entry => entry.Text.All(static c => !char.IsControl(c)));
    }

    private Alert Alert(string key, AlertLevel level = AlertLevel.Error) =>
        new() { Key = key, Level = level, Message = "trouble", Timestamp = _time.GetUtcNow() };
}
