using System.Text;
using Resilience.Checkpoints;

namespace Resilience.Benchmarks.Ours;

/// <summary>What the checkpoint rows store.</summary>
internal static class Contexts
{
    public const int Size = 64 * 1024;

    private static readonly PayloadSchema _schema = new("bytes/1", 1, "shape");

    public static RunKey Run { get; } = new("gate", "run");

    /// <summary>Bytes that nothing makes smaller.</summary>
    public static byte[] Noise { get; } = MakeNoise();

    /// <summary>A context that is 64 KiB of JSON: paragraphs of text and some numbers.</summary>
    public static PlanContext Plan { get; } = MakePlan();

    public static CheckpointDraft Started() => Draft(CheckpointKind.Started, null, CheckpointPayload.Plain(Noise, _schema));

    public static CheckpointDraft Stage(CheckpointPayload payload) => Draft(CheckpointKind.Stage, "SEMANTIC_ANALYSIS", payload);

    public static CheckpointDraft Ready() => Stage(CheckpointPayload.Plain(Noise, _schema));

    private static CheckpointDraft Draft(CheckpointKind kind, string? stage, CheckpointPayload payload) => new(
        new CheckpointMetadata
        {
            Kind = kind,
            DefinitionHash = "definition",
            Stage = stage,
            Status = CheckpointStatus.Completed,
            Attempt = 1,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        },
        payload);

    private static byte[] MakeNoise()
    {
        byte[] noise = new byte[Size];
        new Random(1).NextBytes(noise);
        return noise;
    }

    private static PlanContext MakePlan()
    {
        string[] words = "the plan of a municipality names goals budgets and years for water roads schools and health".Split(' ');
        var random = new Random(2);
        var plan = new PlanContext();
        for (int length = 0; length < Size - 1024;)
        {
            var paragraph = new StringBuilder();
            for (int i = 0; i < 60; i++)
            {
                paragraph.Append(words[random.Next(words.Length)]).Append(' ').Append(random.Next(100)).Append(' ');
            }

            plan.Paragraphs.Add(paragraph.ToString());
            plan.Scores.Add(random.NextDouble());
            length += paragraph.Length + 24;
        }

        return plan;
    }
}
