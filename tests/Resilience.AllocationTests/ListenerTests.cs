using System.Diagnostics.Metrics;

namespace Resilience.AllocationTests;

/// <summary>A meter that somebody listens to counts without allocating.</summary>
public sealed class ListenerTests
{
    [Fact]
    public void A_call_that_is_measured_allocates_nothing()
    {
        long measured = 0;
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name.StartsWith("Resilience", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured++);
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => measured++);
        listener.Start();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "measured" }
            .AddTimeout(TimeSpan.FromSeconds(10)).AddRetry(new()).AddTimeout(TimeSpan.FromMilliseconds(100)).Build();

        double perCall = Allocations.PerCall(() => pipeline.Execute(static (state, _) => state, 42));

        listener.RecordObservableInstruments();
        measured.Should().BePositive("a listener that hears nothing proves nothing");
        perCall.Should().Be(0);
    }
}
