namespace Resilience.Checkpoints;

/// <summary>What happens between the moment in which nobody else can own a run and the lease.</summary>
internal static class RunOpening
{
    // Somebody who lost the run to a take-over may still get a record in; it will not get in another one.
    private const int Attempts = 8;

    public static RunLease Open(RunShelf shelf, RecordCodec codec, RunAcquisition acquisition)
    {
        var quarantined = new List<QuarantinedRecord>();
        for (int attempt = 1; ; attempt++)
        {
            ChainSurvey survey = ChainSurvey.Take(shelf, codec.Reader);
            PutAside(shelf, survey, acquisition, quarantined);
            CheckpointInfo? last = survey.Good.Count == 0 ? null : survey.Good[^1];
            long token = shelf.RaiseToken((last?.FencingToken ?? 0) + 1);
            if (last is null)
                return new RunLease(shelf, codec, token, survey.Good, quarantined);

            EncodedRecord owned = codec.Encode(OwnedAfter(last), last, token);
            if (shelf.TryAdd(owned))
            {
                survey.Good.Add(owned.Info);
                return new RunLease(shelf, codec, token, survey.Good, quarantined);
            }

            if (attempt == Attempts)
                throw new CheckpointException(CheckpointError.RunOwned, $"The run {codec.Run} is written by somebody else.");
        }
    }

    private static CheckpointDraft OwnedAfter(CheckpointInfo last) =>
        new(new CheckpointMetadata { Kind = CheckpointKind.Owned, DefinitionHash = last.Metadata.DefinitionHash });

    private static void PutAside(
        RunShelf shelf, ChainSurvey survey, RunAcquisition acquisition, List<QuarantinedRecord> quarantined)
    {
        if (survey.Break is not { } broken)
            return;
        bool torn = survey.IsTornTail;
        if (!torn && acquisition.Corruption != CorruptionPolicy.UseLastGood)
            survey.ThrowIfBroken();

        // These are whole, and somebody else can read them: no policy gives them up.
        if (broken.Error.Error is CheckpointError.Unsupported or CheckpointError.KeyMissing or CheckpointError.TooLarge)
            survey.ThrowIfBroken();

        // From the end, so that a crash in between leaves a shorter chain and not one with a hole.
        for (int i = survey.Behind.Count - 1; i >= 0; i--)
            shelf.SetAside(survey.Behind[i]);
        foreach (long sequence in survey.Behind)
        {
            quarantined.Add(sequence == broken.Sequence
                ? new(sequence, broken.Error.Error, broken.Error.Message)
                : new(sequence, null, $"The chain is broken at {broken.Sequence}."));
        }
    }
}
