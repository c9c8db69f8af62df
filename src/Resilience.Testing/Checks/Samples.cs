using Resilience.Checkpoints;

namespace Resilience.Testing.Checks;

/// <summary>Records that are unusual and allowed.</summary>
internal static class Samples
{
    /// <summary>A stage's record in which everything is set, mostly to something unusual.</summary>
    public static CheckpointDraft Odd(int bytes) => new(
        new()
        {
            Kind = CheckpointKind.Stage,
            DefinitionHash = "dé\"\\\u2028\u0000finition",
            Stage = "ANÁLISIS 🙂",
            Status = CheckpointStatus.Mitigated,
            Attempt = int.MaxValue,
            Mitigation = 7,
            StartedAt = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(-5)).AddTicks(1),
            EndedAt = DateTimeOffset.MaxValue,
            Code = "failure.timeout",
            InputHash = "in",
            TraceHash = "trace",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Properties = new Dictionary<string, string> { ["b"] = "", ["a"] = "\t<>&'" },
        },
        Bytes(bytes));

    /// <summary>A payload in which neighbours and distant bytes differ.</summary>
    public static CheckpointPayload Bytes(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)((i * 31) + (i >> 8));
        return Drafts.Payload(bytes);
    }
}
