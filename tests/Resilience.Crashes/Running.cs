using System.Globalization;

namespace Resilience.Crashes;

/// <summary>Takes runs through the nine stages.</summary>
internal static class Running
{
    /// <summary>One run after the other, so many of them, until somebody ends the process or the disk fails.</summary>
    public static async Task<int> RunAsync(string folder, CheckpointDurability durability, int first, int count)
    {
        Orchestrator<Voyage> orchestrator = new NineStages(Console.WriteLine).Build(new FileCheckpointStore(folder), durability);
        for (int i = first; i < first + count; i++)
        {
            if (!await RunAsync(orchestrator, $"r{Records.Number(i)}"))
                return 1;
        }

        return 0;
    }

    /// <summary>A run for each line that it reads, which names it and says how long to dawdle before.</summary>
    public static async Task<int> ContendAsync(string folder, CheckpointDurability durability)
    {
        Orchestrator<Voyage> orchestrator = new NineStages(Console.WriteLine).Build(new FileCheckpointStore(folder), durability);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            Thread.SpinWait(int.Parse(words[1], CultureInfo.InvariantCulture));
            await RunAsync(orchestrator, words[0]);
        }

        return 0;
    }

    /// <summary>A run that waits in one of its stages until it has read a line.</summary>
    public static async Task<int> HoldAsync(string folder, CheckpointDurability durability, string run, string stage)
    {
        var stages = new NineStages(
            Console.WriteLine,
            async context =>
            {
                if (context.Stage.Name == stage)
                    await Console.In.ReadLineAsync();
            });
        return await RunAsync(stages.Build(new FileCheckpointStore(folder), durability), run) ? 0 : 1;
    }

    private static async Task<bool> RunAsync(Orchestrator<Voyage> orchestrator, string id)
    {
        try
        {
            RunResult<Voyage> run = await orchestrator.RunAsync(id, Voyage.Start());
            await Console.Out.WriteLineAsync($"done {id} {run.Status} {run.IsRecorded} {run.Context} ;");
            return true;
        }
        catch (CheckpointException error)
        {
            await Console.Out.WriteLineAsync($"failed {id} {error.Code} ;");
            return false;
        }
    }
}
