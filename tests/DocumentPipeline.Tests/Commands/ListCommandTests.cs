using System.Text.RegularExpressions;
using DocumentPipeline.Support;

namespace DocumentPipeline.Commands;

public sealed class ListCommandTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_are_listed_with_where_they_stand()
    {
        using var cancellation = new CancellationTokenSource();
        await ProgramRun.OfAsync(
            _folder.With("--run", "interrupted", "--inject", "FINANCIAL_AUDIT=slow"),
            new TestClock { OnHang = cancellation.Cancel },
            cancellation.Token);
        await _folder.RunAsync("--run", "failed", "--inject", "LOAD_DOCUMENT=fail");
        await _folder.RunAsync("--run", "finished");

        ProgramRun list = await _folder.RunAsync("--list");

        list.ExitCode.Should().Be(ExitCodes.Success);
        string[] lines = [.. list.Output.Split('\n').Select(static line => Regex.Replace(line, " +", " ").Trim())];
        lines[0].Should().Be("Run Status Came to Records Last record");
        lines[1].Should().MatchRegex("^─+$");
        lines[2..5].Should().BeEquivalentTo(
            "interrupted interrupted MECHANISM_INFERENCE 6 2026-03-01 08:00:00 UTC",
            "failed failed LOAD_DOCUMENT 2 2026-03-01 08:00:00 UTC",
            "finished completed the end 11 2026-03-01 08:00:00 UTC");
    }

    [Fact]
    public async Task An_empty_folder_has_no_runs() =>
        (await _folder.RunAsync("--list")).Output.Should().StartWith("No runs in ");
}
