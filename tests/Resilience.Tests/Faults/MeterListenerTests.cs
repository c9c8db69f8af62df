using System.Diagnostics.Metrics;

namespace Resilience.Faults;

public sealed class MeterListenerTests
{
    [Theory]
    [InlineData(Door.Sync, false)]
    [InlineData(Door.Async, false)]
    [InlineData(Door.Outcome, true)]
    public async Task A_meter_listener_that_throws_fails_no_call_and_repeats_none(Door door, bool yields)
    {
        using var factory = new OneMeterFactory();
        using var listener = new MeterListener();
        int measured = 0;
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (ReferenceEquals(instrument.Meter, factory.Meter))
                it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Throw(ref measured));
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Throw(ref measured));
        listener.Start();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { MeterFactory = factory }
            .AddTimeout(TimeSpan.FromHours(1)).AddRetry(new() { Backoff = Backoff.None }).Build();
        int calls = 0;

        Ending<int> ending = await pipeline.CallAsync(
            door,
            async _ =>
            {
                if (yields)
                    await Task.Yield();
                return ++calls == 1 ? throw new IOException() : calls;
            },
            TestContext.Current.CancellationToken);

        ending.Should().Be(new Ending<int>(How.Succeeded, 2, null));
        measured.Should().BePositive();
    }

    private static void Throw(ref int measured)
    {
        measured++;
        throw new InvalidOperationException("listener");
    }
}
