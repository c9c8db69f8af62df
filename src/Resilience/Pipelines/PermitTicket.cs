namespace Resilience.Pipelines;

/// <summary>
/// What a permit stands for that is handed to users as a structure. It is used again; a permit knows the version that was its own, so that
/// copies of it, and permits given back twice, do nothing.
/// </summary>
/// <typeparam name="TOwner">The component that gave the permit.</typeparam>
internal sealed class PermitTicket<TOwner>
    where TOwner : class
{
    [ThreadStatic]
    private static PermitTicket<TOwner>? _spare;

    /// <summary>Where components that count in stripes count.</summary>
    public uint Stripe = (uint)Environment.CurrentManagedThreadId;

    private TOwner _owner = null!;
    private long _permit;
    private long _started;
    private long _version;

    /// <summary>Takes a ticket into use.</summary>
    /// <param name="owner">The component.</param>
    /// <param name="permit">What the component needs to know when the permit ends.</param>
    /// <param name="started">When the permit was given, if the component wants to know.</param>
    /// <param name="version">The version that only this permit has.</param>
    public static PermitTicket<TOwner> Issue(TOwner owner, long permit, long started, out long version)
    {
        PermitTicket<TOwner> ticket = _spare ?? new();
        _spare = null;
        ticket._owner = owner;
        ticket._permit = permit;
        ticket._started = started;
        version = ticket._version;
        return ticket;
    }

    /// <summary>Ends the permit; false if it has been.</summary>
    public bool TryEnd(long version, out TOwner owner, out long permit, out long started)
    {
        owner = _owner;
        permit = _permit;
        started = _started;
        if (Interlocked.CompareExchange(ref _version, version + 1, version) != version)
            return false;
        _spare = this;
        return true;
    }
}
