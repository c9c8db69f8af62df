using System.Globalization;
using Resilience.Checkpoints;
using Resilience.Crashes;

namespace Resilience.Tests.Checkpoints;

/// <summary>Other processes that are ended hard, race, or are paused.</summary>
public sealed class ProcessCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The long run sets it to 500.
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("RESILIENCE_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out int rounds)
        ? rounds
        : 20;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_process_acknowledged_before_it_was_killed_is_there()
    {
        var ledger = new Ledger();
        var random = new Random();
        int acknowledged = 0;
        for (int round = 0; round < Rounds; round++)
        {
            // Now and then another run: all of it is read after each round.
            string store = _folder[$"store{round / 20}"];
            if (round % 20 == 0)
                ledger = new Ledger();
            using (var writer = new CrashProcess("append", store))
            {
                // At a random point of a random append.
                int lines = random.Next(1, 30);
                int spins = random.Next(0, 200_000);
                while (await writer.ReadLineAsync(Token) is { } line)
                {
                    ledger.Take(line);
                    if (--lines == 0)
                    {
                        Thread.SpinWait(spins);
                        writer.Kill();
                    }
                }
            }

            (await ledger.CheckAsync(store)).Should().BeNull($"round {round}");
            acknowledged = Math.Max(acknowledged, ledger.Acknowledged);
        }

        acknowledged.Should().BePositive();
    }

    [Fact]
    public async Task Of_two_processes_that_want_one_run_only_one_has_it_at_a_time()
    {
        using var one = new CrashProcess("race", _folder["store"], "60");
        using var other = new CrashProcess("race", _folder["store"], "60");
        foreach (CrashProcess process in (CrashProcess[])[one, other])
            (await process.ReadLineAsync(Token)).Should().Be("ready");
        await one.WriteLineAsync("go");
        await other.WriteLineAsync("go");

        string[] lines = [.. await one.ReadToEndAsync(Token), .. await other.ReadToEndAsync(Token)];

        var store = new FileCheckpointStore(_folder["store"]);
        List<CheckpointInfo> history = await store.ReadHistoryAsync(Records.Run, Token).ToListAsync(Token);
        string[] acknowledged = [.. lines.Where(static line => line.StartsWith("ack", StringComparison.Ordinal))];
        lines.Should().HaveCount(120);
        history.Where(static info => info.Metadata.Kind == CheckpointKind.Stage)
            .Select(static info => $"ack {info.Metadata.Stage} {info.FencingToken}").Should().BeEquivalentTo(acknowledged);
        history.Where(static info => info.Metadata.Kind == CheckpointKind.Stage)
            .Select(static info => info.FencingToken).Should().OnlyHaveUniqueItems("each got the run anew");
        (await store.VerifyAsync(Records.Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task A_paused_owner_keeps_its_run_and_once_it_was_taken_over_cannot_write_when_it_wakes()
    {
        var store = new FileCheckpointStore(_folder["store"]);
        using var owner = new CrashProcess("own", _folder["store"]);
        (await owner.ReadLineAsync(Token)).Should().Be("ready");
        await owner.WriteLineAsync("first");
        (await owner.ReadLineAsync(Token)).Should().Be("ack first");
        owner.Pause();

        Func<Task> acquire = () => store.AcquireAsync(Records.Run, cancellationToken: Token).AsTask();
        (await acquire.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.RunOwned);
        (await store.FindRunAsync(Records.Run, Token))!.Status.Should().Be(RunStatus.Live);
        await using IRunLease next = await store.AcquireAsync(Records.Run, new() { TakeOver = true }, Token);
        await owner.WriteLineAsync("late");
        owner.Wake();

        (await owner.ReadLineAsync(Token)).Should().Be($"failed {ErrorCodes.OwnershipLost}");
        await next.AppendAsync(Records.Stage("second"), Token);
        List<CheckpointInfo> history = await store.ReadHistoryAsync(Records.Run, Token).ToListAsync(Token);
        history.Select(static info => info.Metadata.Stage).Should().Equal(null, "first", null, "second");
        (await store.VerifyAsync(Records.Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task A_killed_owner_no_longer_owns_its_run()
    {
        var store = new FileCheckpointStore(_folder["store"]);
        using (var owner = new CrashProcess("own", _folder["store"]))
        {
            (await owner.ReadLineAsync(Token)).Should().Be("ready");
            owner.Kill();
            await owner.ReadToEndAsync(Token);
        }

        (await store.FindRunAsync(Records.Run, Token))!.Status.Should().Be(RunStatus.Interrupted);
        await using IRunLease lease = await store.AcquireAsync(Records.Run, cancellationToken: Token);
        lease.FencingToken.Should().Be(2);
    }

    [Theory]
    [InlineData("000")]
    [InlineData("777")]
    [InlineData("277")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task Permissions_do_not_depend_on_the_umask(string mask)
    {
        using var process = new CrashProcess("umask", _folder["store"], mask);
        (await process.ReadLineAsync(Token)).Should().Be("ready");

        Directory.EnumerateDirectories(_folder["store"], "*", SearchOption.AllDirectories).Append(_folder["store"])
            .Select(File.GetUnixFileMode).Should().AllBeEquivalentTo((UnixFileMode)0b111_000_000);
        Directory.EnumerateFiles(_folder["store"], "*", SearchOption.AllDirectories)
            .Select(File.GetUnixFileMode).Should().HaveCount(5).And.AllBeEquivalentTo((UnixFileMode)0b110_000_000);
    }
}
