using System.Runtime.CompilerServices;

namespace Resilience.Telemetry;

public sealed class AudienceTests
{
    private readonly Audience _audience = new();

    [Fact]
    public void Every_pipeline_is_told_under_its_own_name()
    {
        var events = new EventRecorder();
        _audience.Add(Telemetry("one", events));
        PipelineTelemetry kept = Telemetry("two", events);
        _audience.Add(kept);

        _audience.Tell(ResilienceEventKind.CircuitStateChanged, "breaker", TimeSpan.FromSeconds(1), "code", "closed → open");

        events.Events.Should().Contain(static happened =>
            happened.Pipeline == "two" && happened.Strategy == "breaker" && happened.Reason == "closed → open" && happened.Code == "code");
        GC.KeepAlive(kept);
    }

    [Fact]
    public void Whoever_does_not_listen_is_not_told()
    {
        PipelineTelemetry silent = Telemetry("silent");
        _audience.Add(silent);

        _audience.Hears(ResilienceEventKind.CircuitStateChanged).Should().BeFalse();
        GC.KeepAlive(silent);
    }

    [Fact]
    public void Somebody_who_listens_is_heard_of()
    {
        PipelineTelemetry telemetry = Telemetry("one", new EventRecorder());
        _audience.Add(telemetry);

        _audience.Hears(ResilienceEventKind.CircuitStateChanged).Should().BeTrue();
        GC.KeepAlive(telemetry);
    }

    [Fact]
    public void A_pipeline_is_not_kept_alive()
    {
        WeakReference pipeline = AddOne();

        for (int i = 0; i < 10 && pipeline.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        pipeline.IsAlive.Should().BeFalse();
        _audience.Hears(ResilienceEventKind.CircuitStateChanged).Should().BeFalse();
        _audience.Tell(ResilienceEventKind.CircuitStateChanged, "breaker");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AddOne()
    {
        PipelineTelemetry telemetry = Telemetry("gone", new EventRecorder());
        _audience.Add(telemetry);
        return new(telemetry);
    }

    private static PipelineTelemetry Telemetry(string name, params IResilienceListener[] listeners) =>
        new(name, Instruments.Shared, listeners, null);
}
