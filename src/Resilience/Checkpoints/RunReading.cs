namespace Resilience.Checkpoints;

/// <summary>What can be read of a run without owning it.</summary>
internal static class RunReading
{
    /// <summary>A record with its payload; null if there is none.</summary>
    public static CheckpointRecord? Read(RunShelf shelf, RecordReader reader, long sequence)
    {
        using IRecordSource? source = sequence < 1 ? null : shelf.Open(sequence);
        if (source is null)
            return null;
        RecordFrame frame = reader.ReadFrame(source, sequence);
        return new(frame.Info, reader.ReadPayload(source, frame));
    }

    /// <summary>Where a run stands; null if nothing was recorded of it.</summary>
    public static RunHead? Head(RunShelf shelf, RecordReader reader, RunKey run, bool isOwned)
    {
        IReadOnlyList<long> places = shelf.Sequences();
        if (places.Count == 0)
            return null;
        try
        {
            CheckpointInfo last = Last(shelf, reader, places[^1]);
            RunStatus status = last.Metadata.Kind == CheckpointKind.Finished ? RunStatus.Finished : RunStatus.Interrupted;
            return new(run, isOwned ? RunStatus.Live : status, places.Count, last);
        }
        catch (CheckpointException error) when (ChainSurvey.IsDamage(error.Error))
        {
            return new(run, isOwned ? RunStatus.Live : RunStatus.Damaged, places.Count, null);
        }
    }

    /// <summary>Everything that is wrong with a run; null if there is none.</summary>
    public static CheckpointVerification? Verify(RunShelf shelf, RecordReader reader, RunKey run, CancellationToken cancellationToken)
    {
        IReadOnlyList<long> places = shelf.Sequences();
        if (places.Count == 0)
            return null;
        var findings = new List<CheckpointFinding>();
        CheckpointInfo? previous = null, head = null;
        for (long sequence = 1; sequence <= places[^1]; sequence++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                // Behind a bad record links cannot be followed, but the records can still be hashed.
                previous = findings.Count == 0
                    ? Chain.Read(shelf, reader, previous, sequence, withPayload: true).Info
                    : ReadAlone(shelf, reader, sequence);
                head = findings.Count == 0 ? previous : head;
            }
            catch (CheckpointException error) when (ChainSurvey.IsDamage(error.Error))
            {
                findings.Add(new(sequence, error.Error, error.Message));
            }
        }

        return new(run, places.Count, head?.Hash, findings);
    }

    private static CheckpointInfo ReadAlone(RunShelf shelf, RecordReader reader, long sequence)
    {
        using IRecordSource source = shelf.Open(sequence)
            ?? throw new CheckpointException(CheckpointError.Corrupt, $"The record {sequence} is missing.");
        RecordFrame frame = reader.ReadFrame(source, sequence);
        reader.CheckPayload(source, frame);
        return frame.Info;
    }

    // Who owns a run says nothing about how far it is.
    private static CheckpointInfo Last(RunShelf shelf, RecordReader reader, long sequence)
    {
        while (true)
        {
            using IRecordSource source = shelf.Open(sequence)
                ?? throw new CheckpointException(CheckpointError.Corrupt, $"The record {sequence} is missing.");
            CheckpointInfo info = reader.ReadFrame(source, sequence).Info;
            if (info.Metadata.Kind != CheckpointKind.Owned || sequence == 1)
                return info;
            sequence--;
        }
    }
}
