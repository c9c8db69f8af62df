using Resilience.Crashes;
using Resilience.Tests.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>The ledger of the crash tests finds what it is there to find.</summary>
public sealed class CrashLedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_as_it_should_be_is_as_it_should_be() => (await CheckAsync(static lines => lines)).Should().BeNull();

    [Theory]
    [InlineData("LOAD", "ran again")]
    [InlineData("TEXT", "ran again")]
    [InlineData("PUBLISH", "ran again")]
    public async Task It_finds_a_stage_that_ran_again(string stage, string message)
    {
        string? wrong = await CheckAsync(lines => [.. lines, lines.First(line => Is(line, "start", stage))]);

        wrong.Should().Contain(message);
    }

    [Fact]
    public async Task It_finds_a_token_that_fell() =>
        (await CheckAsync(static lines => lines.Select(static line =>
            Is(line, "start", "PUBLISH") ? line.Replace(" 1 ;", " 0 ;", StringComparison.Ordinal) : line)))
        .Should().Contain("the token 0 came after 1");

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task It_finds_another_key_id_or_time_of_a_stage_that_runs_again(int word) => (await CheckAsync(lines => lines.SelectMany(line =>
    {
        string[] words = line.Split(' ');
        words[Math.Min(word, words.Length - 1)] += "0";
        return Is(line, "start", "CLASSIFY") ? new[] { line, string.Join(' ', words) } : [line];
    }))).Should().Contain("it was told");

    [Fact]
    public async Task It_finds_a_key_that_two_stages_have() => (await CheckAsync(static lines =>
    {
        string key = lines.First(static line => Is(line, "start", "LOAD")).Split(' ')[6];
        return lines.Select(line => Is(line, "start", "EXTRACT") ? line.Replace(line.Split(' ')[6], key, StringComparison.Ordinal) : line);
    })).Should().Contain("has the key of");

    [Fact]
    public async Task It_finds_a_record_that_is_gone() =>
        (await CheckAsync(static lines => [.. lines, $"record r0 Stage PUBLISH 99 {new string('0', 64)} ;"])).Should().Contain("the record 99");

    [Fact]
    public async Task It_finds_a_record_of_a_stage_that_nobody_ran() =>
        (await CheckAsync(static lines => lines.Where(static line => !Is(line, "start", "LOAD")))).Should().Contain("nobody ran LOAD");

    [Fact]
    public async Task It_finds_an_ordinal_that_was_not_recorded() =>
        (await CheckAsync(static lines => lines.Select(static line =>
            Is(line, "start", "CLASSIFY") ? line.Replace(" 0 1 ", " 1 1 ", StringComparison.Ordinal) : line)))
        .Should().Contain("that it was to run was not recorded");

    [Fact]
    public async Task It_finds_another_result() =>
        (await CheckAsync(static lines => [.. lines, "done r0 Completed False something ;"])).Should().Contain("has ended as Completed with something");

    [Fact]
    public async Task It_does_not_believe_lines_that_were_cut_off() =>
        (await CheckAsync(static lines => [.. lines, lines[0][..^2], "done r0 Completed False some"])).Should().BeNull();

    private static bool Is(string line, string what, string stage) => line.StartsWith($"{what} r0 {stage} ", StringComparison.Ordinal);

    private async Task<string?> CheckAsync(Func<List<string>, IEnumerable<string>> change)
    {
        var lines = new List<string>();
        var stages = new NineStages(line =>
        {
            lock (lines)
                lines.Add(line);
        });
        await stages.Build(new FileCheckpointStore(_folder["store"])).RunAsync("r0", Voyage.Start(), TestContext.Current.CancellationToken);
        var ledger = new RunLedger(CheckpointDurability.BeforeNextStage, await NineStages.UndisturbedAsync());
        foreach (string line in change(lines))
            ledger.Take(line);
        return await ledger.CheckAsync(_folder["store"]);
    }
}
