using System.Diagnostics.Metrics;

namespace Resilience.Benchmarks.Gate;

/// <summary>Listens to all instruments of a meter, as an exporter does, and counts the measurements that are not zero.</summary>
internal sealed class MeterAudience : IDisposable
{
    public const string OursMeter = "Resilience";
    public const string PeerMeter = "Polly";

    private readonly MeterListener _listener = new();
    private long _heard;

    public MeterAudience(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument, this);
            }
        };

        _listener.SetMeasurementEventCallback<int>(static (_, value, _, audience) => Hear(audience, value > 0));
        _listener.SetMeasurementEventCallback<long>(static (_, value, _, audience) => Hear(audience, value > 0));
        _listener.SetMeasurementEventCallback<double>(static (_, value, _, audience) => Hear(audience, value > 0));
        _listener.Start();
    }

    public long Collect()
    {
        _listener.RecordObservableInstruments();
        return _heard;
    }

    public void Dispose() => _listener.Dispose();

    // No interlocked increment, which would burden both sides: the calls of a row come from one thread, and all that
    // counts is whether anything was heard.
    private static void Hear(object? audience, bool happened)
    {
        if (happened && audience is MeterAudience self)
        {
            self._heard++;
        }
    }
}
