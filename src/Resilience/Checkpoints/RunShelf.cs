namespace Resilience.Checkpoints;

/// <summary>Where the records of one run are kept. Stores differ in their shelves; all that is common to them is above.</summary>
internal abstract class RunShelf : IDisposable
{
    /// <summary>Whether the methods wait for a device, and are better called on a thread that may.</summary>
    public abstract bool Blocks { get; }

    /// <summary>The places that are taken, in rising order.</summary>
    public abstract IReadOnlyList<long> Sequences();

    /// <summary>The record in a place; null if there is none.</summary>
    public abstract IRecordSource? Open(long sequence);

    /// <summary>Puts a record into its place, durably; false if the place is taken, and nothing was changed.</summary>
    public abstract bool TryAdd(EncodedRecord record);

    /// <summary>Puts a record aside, durably.</summary>
    public abstract void SetAside(long sequence);

    /// <summary>Keeps a fencing token that is higher than any before, and at least the given one, durably; returns it.</summary>
    public abstract long RaiseToken(long atLeast);

    /// <summary>Gives the ownership back, if there is one, and closes what is open.</summary>
    public abstract void Dispose();
}
