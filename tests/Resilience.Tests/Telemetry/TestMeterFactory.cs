using System.Diagnostics.Metrics;

namespace Resilience.Telemetry;

/// <summary>A meter factory of one test with a listener of its own, so that tests do not hear each other.</summary>
public sealed class TestMeterFactory : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public TestMeterFactory(Func<Instrument, bool>? hears = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this && hears?.Invoke(instrument) != false)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Instrument, value, and the tags as "key=value", in order.</summary>
    public List<(string Instrument, double Value, string Tags)> Measurements { get; } = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options.Name, options.Version, options.Tags, scope: this);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(static meter => meter.Dispose());
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Add((instrument.Name, value, string.Join(" ", tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))));
}
