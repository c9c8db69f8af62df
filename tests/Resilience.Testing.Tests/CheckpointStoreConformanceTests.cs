using System.Text.RegularExpressions;
using Resilience.Checkpoints;
using Resilience.Testing.Tests.Fixtures;
using Resilience.Testing.Tests.Wrong;

namespace Resilience.Testing.Tests;

public sealed partial class CheckpointStoreConformanceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_store_in_memory_passes()
    {
        ConformanceReport report = await CheckpointStoreConformance.RunAllAsync(new InMemoryFixture(), Token);

        report.Failed.Should().BeEmpty();
        report.IsConformant.Should().BeTrue();
        report.Results.Should().HaveSameCount(CheckpointStoreConformance.Checks);
        report.Skipped.Should().OnlyContain(static result => result.Reason != null);
    }

    [Fact]
    public async Task The_store_in_files_passes()
    {
        await using var fixture = new FileFixture();

        ConformanceReport report = await CheckpointStoreConformance.RunAllAsync(fixture, Token);

        report.Failed.Should().BeEmpty();
        report.Skipped.Should().OnlyContain(static result => result.Reason!.Contains("claim"));
        report.Passed.Select(static result => result.Check).Should().Equal(fixture.Checks);
    }

    [Fact]
    public void Names_of_checks_are_sentences_and_differ()
    {
        string[] names = [.. CheckpointStoreConformance.Checks.Select(static check => check.Name)];

        names.Should().OnlyHaveUniqueItems().And.OnlyContain(static name => Sentence().IsMatch(name));
        CheckpointStoreConformance.Checks.Select(static check => check.ToString()).Should().Equal(names);
    }

    [Fact]
    public async Task A_failure_names_the_check_what_was_expected_and_what_was_found()
    {
        var fixture = new InMemoryFixture(WrongStores.Of("unpacks").Commit);

        Func<Task> run = () => CheckpointStoreConformance.RunAsync("Packed_bytes_come_back_packed_and_with_their_length", fixture, Token);

        ConformanceException failed = (await run.Should().ThrowAsync<ConformanceException>()).Which;
        failed.Message.Should().Be(
            "Packed_bytes_come_back_packed_and_with_their_length: expected the packing to be Brotli; found None.");
        (failed.Expected, failed.Found).Should().Be(("the packing to be Brotli", "None"));
    }

    [Fact]
    public async Task Names_in_messages_show_what_cannot_be_seen()
    {
        var fixture = new InMemoryFixture(WrongStores.Of("keeps ASCII alone").Commit);

        Func<Task> run = () => CheckpointStoreConformance.RunAsync("Names_that_look_alike_are_different_runs_and_all_are_listed", fixture, Token);

        (await run.Should().ThrowAsync<ConformanceException>()).WithMessage("*\\u*").Which.Message.Should().MatchRegex("^[\\x20-\\x7E…]*$");
    }

    [Fact]
    public async Task What_a_store_throws_unexpectedly_is_a_failure_with_a_cause()
    {
        var fixture = new InMemoryFixture(new Wrongdoing { List = static _ => throw new DivideByZeroException("Divided.") }.Commit);

        Func<Task> run = () => CheckpointStoreConformance.RunAsync("An_empty_store_lists_nothing", fixture, Token);

        (await run.Should().ThrowAsync<ConformanceException>()).WithInnerException<DivideByZeroException>();
        (await run.Should().ThrowAsync<ConformanceException>()).Which.Found.Should().Be("DivideByZeroException: Divided");
    }

    [Fact]
    public async Task A_store_that_never_answers_fails_in_time()
    {
        var never = new TaskCompletionSource<IRunLease>();
        var fixture = new InMemoryFixture(new Wrongdoing { Acquire = (_, _, _, _) => new(never.Task) }.Commit)
        {
            Limit = TimeSpan.FromMilliseconds(1),
        };

        Func<Task> run = () => CheckpointStoreConformance.RunAsync("An_empty_store_lists_nothing", fixture, Token);

        (await run.Should().ThrowAsync<ConformanceException>()).Which.Expected.Should().Be("an end within 00:00:00.0010000");
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so_and_no_store_is_blamed()
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var fixture = new InMemoryFixture(new Wrongdoing
        {
            Acquire = (store, run, how, token) =>
            {
                given.Cancel();
                return store.AcquireAsync(run, how, token);
            },
        }.Commit);

        Func<Task> one = () => CheckpointStoreConformance.RunAsync("An_empty_store_lists_nothing", fixture, given.Token);
        Func<Task> all = () => CheckpointStoreConformance.RunAllAsync(fixture, given.Token);

        await one.Should().ThrowAsync<OperationCanceledException>();
        await all.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task An_unknown_check_is_refused()
    {
        Func<Task> run = () => CheckpointStoreConformance.RunAsync("No_such_check", new InMemoryFixture(), Token);

        await run.Should().ThrowAsync<ArgumentException>().WithMessage("*No_such_check*");
    }

    [Fact]
    public async Task A_report_counts_and_says_why()
    {
        var fixture = new InMemoryFixture(WrongStores.Of("unpacks").Commit) { Claims = StoreCapabilities.None };

        ConformanceReport report = await CheckpointStoreConformance.RunAllAsync(fixture, Token);

        report.IsConformant.Should().BeFalse();
        string[] lines = report.ToString().Split('\n');
        lines[0].Should().Be($"{report.Passed.Count()} passed, {report.Failed.Count()} failed, {report.Skipped.Count()} skipped");
        lines.Should().Contain("failed: Packed_bytes_come_back_packed_and_with_their_length: expected the packing to be Brotli; found None.")
            .And.Contain("skipped: Records_have_the_time_of_the_clock_that_was_given: The fixture does not claim Clock.");
        report.Failed.Should().OnlyContain(static result => result.Exception!.Message == result.Reason);
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Sentence();
}
