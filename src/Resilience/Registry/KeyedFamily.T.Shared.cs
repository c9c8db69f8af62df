using System.Diagnostics.Metrics;
using Resilience.Registry;
using Resilience.Telemetry;

namespace Resilience;

// The component of the keys that there is no room for.
public sealed partial class KeyedFamily<TKey, TComponent>
{
    private readonly Func<TComponent> _createShared;
    private readonly Counter<long> _overflow;
    private readonly KeyValuePair<string, object?> _nameTag;
    private OnceSlot<TComponent> _shared;
    private int _isSharedMade;
    private long _overflowed;

    /// <inheritdoc/>
    public override KeyedFamilySnapshot Snapshot() => new(
        Name, Count, Capacity, Volatile.Read(ref _created), Volatile.Read(ref _evicted), Volatile.Read(ref _overflowed));

    private static Counter<long> OverflowOf(IMeterFactory? factory) =>
        (factory is null ? Instruments.Shared : new Instruments(factory.Create(new(TelemetryNames.Meter)))).FamilyOverflow;

    private TComponent GetShared()
    {
        Interlocked.Increment(ref _overflowed);
        try
        {
            _overflow.Add(1, _nameTag);
        }
        catch (Exception)
        {
            // Whoever listens to the meter is at fault, and has no one to be told by.
        }

        OnceSlot<TComponent> slot = Volatile.Read(ref _shared);
        if (slot.Value is { } component)
            return component;
        return Interlocked.Exchange(ref _isSharedMade, 1) == 0 ? MakeShared(slot) : slot.TryAwait(out component) ? component : GetShared();
    }

    private TComponent MakeShared(OnceSlot<TComponent> slot)
    {
        try
        {
            TComponent made = slot.Make(static create => create(), _createShared);
            slot.Fill(made);
            return made;
        }
        finally
        {
            if (slot.Value is null)
            {
                Volatile.Write(ref _shared, new NamedSlot<TComponent>($"the shared component of family '{Name}'"));
                Volatile.Write(ref _isSharedMade, 0);
            }

            slot.Tell();
        }
    }
}
