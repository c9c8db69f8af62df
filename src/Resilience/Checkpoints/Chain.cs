namespace Resilience.Checkpoints;

/// <summary>How the records of a run hang together.</summary>
internal static class Chain
{
    /// <summary>Reads and checks the record in a place.</summary>
    /// <exception cref="CheckpointException">It is missing or damaged.</exception>
    public static RecordFrame Read(RunShelf shelf, RecordReader reader, CheckpointInfo? previous, long sequence, bool withPayload)
    {
        using IRecordSource source = shelf.Open(sequence)
            ?? throw new CheckpointException(CheckpointError.Corrupt, $"The record {sequence} is missing.");
        RecordFrame frame = reader.ReadFrame(source, sequence);
        Follow(previous, frame.Info);
        if (withPayload)
            reader.CheckPayload(source, frame);
        return frame;
    }

    /// <summary>Checks that a record follows another one, or begins the run.</summary>
    /// <exception cref="CheckpointException">It does not.</exception>
    public static void Follow(CheckpointInfo? previous, CheckpointInfo next)
    {
        bool begins = next.Metadata.Kind == CheckpointKind.Started;
        string expected = previous?.Hash ?? Convert.ToHexStringLower(Genesis.Of(next.Run, next.Metadata.DefinitionHash));
        if (begins != previous is null || next.PreviousHash != expected)
            throw new CheckpointException(CheckpointError.Corrupt, $"The record {next.Sequence} does not follow the one before it.");
        if (next.FencingToken < previous?.FencingToken)
            throw new CheckpointException(CheckpointError.Corrupt, $"The record {next.Sequence} is from an owner before the last one.");
    }
}
