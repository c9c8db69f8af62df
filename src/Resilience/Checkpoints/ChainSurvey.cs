namespace Resilience.Checkpoints;

/// <summary>What is there of a run when it is acquired: every header, every link, and the last payload are checked.</summary>
internal sealed class ChainSurvey
{
    private ChainSurvey(List<CheckpointInfo> good, ChainBreak? broken, IReadOnlyList<long> behind)
    {
        Good = good;
        Break = broken;
        Behind = behind;
    }

    /// <summary>The records up to the first bad one.</summary>
    public List<CheckpointInfo> Good { get; }

    /// <summary>The first bad one; null if all are good.</summary>
    public ChainBreak? Break { get; }

    /// <summary>The places from the first bad one on that hold something.</summary>
    public IReadOnlyList<long> Behind { get; }

    /// <summary>
    /// Whether the damage is one that a crash can leave behind: the last record alone, torn or never written. One that is whole, but not
    /// ours to read, is not.
    /// </summary>
    public bool IsTornTail => Break is { Error.Error: CheckpointError.Corrupt } && Behind.Count == 1 && Behind[0] == Good.Count + 1;

    /// <summary>Reads the run as its next owner needs it.</summary>
    public static ChainSurvey Take(RunShelf shelf, RecordReader reader)
    {
        ChainSurvey walked = Walk(shelf, reader);
        if (walked.Break is not null || CheckLastPayload(shelf, reader, walked.Good) is not { } broken)
            return walked;
        int keep = (int)broken.Sequence - 1;
        long[] behind = [.. walked.Good.Skip(keep).Select(static info => info.Sequence)];
        return new ChainSurvey(walked.Good[..keep], broken, behind);
    }

    /// <summary>Reads the run without looking at payloads.</summary>
    public static ChainSurvey Walk(RunShelf shelf, RecordReader reader)
    {
        IReadOnlyList<long> places = shelf.Sequences();
        var good = new List<CheckpointInfo>(places.Count);
        CheckpointInfo? previous = null;
        for (long sequence = 1; places.Count > 0 && sequence <= places[^1]; sequence++)
        {
            try
            {
                previous = Chain.Read(shelf, reader, previous, sequence, withPayload: false).Info;
                good.Add(previous);
            }
            catch (CheckpointException error) when (IsDamage(error.Error))
            {
                long bad = sequence;
                return new(good, new(bad, error), [.. places.Where(place => place >= bad)]);
            }
        }

        return new(good, null, []);
    }

    /// <summary>Whether an error is about what is stored; a device that fails says nothing about that.</summary>
    public static bool IsDamage(CheckpointError error) => error is CheckpointError.Corrupt or CheckpointError.Tampered
        or CheckpointError.Unsupported or CheckpointError.KeyMissing or CheckpointError.TooLarge;

    /// <summary>Throws the error of the first bad record, if there is one.</summary>
    public void ThrowIfBroken()
    {
        if (Break is { } broken)
        {
            throw new CheckpointException(
                broken.Error.Error, $"The record {broken.Sequence} is damaged: {broken.Error.Message}", broken.Error);
        }
    }

    // The context from which the run goes on; what stands behind it has no payload of its own.
    private static ChainBreak? CheckLastPayload(RunShelf shelf, RecordReader reader, List<CheckpointInfo> good)
    {
        int index = good.FindLastIndex(static info => info.HasPayload);
        if (index < 0)
            return null;
        try
        {
            Chain.Read(shelf, reader, index == 0 ? null : good[index - 1], index + 1, withPayload: true);
            return null;
        }
        catch (CheckpointException error) when (IsDamage(error.Error))
        {
            return new(index + 1, error);
        }
    }
}
