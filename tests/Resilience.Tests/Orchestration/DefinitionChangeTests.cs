namespace Resilience.Tests.Orchestration;

/// <summary>Runs whose pipeline has changed since they were interrupted.</summary>
public sealed class DefinitionChangeTests
{
    private readonly Works _works = new();

    [Theory]
    [InlineData("A B C")]
    [InlineData("A C")]
    [InlineData("A STOP B")]
    [InlineData("A:2 STOP")]
    public async Task By_default_a_changed_pipeline_refuses_the_run(string stages)
    {
        await InterruptedAsync("A STOP");

        Func<Task> resume = () => Build(stages, DefinitionChange.Fail).RunAsync("1", new(), _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.DefinitionChanged);
        _works.Ran.Should().Equal("A");
    }

    [Fact]
    public async Task A_finished_run_returns_its_result_all_the_same()
    {
        await Build("A B", DefinitionChange.Fail).RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await Build("A B C", DefinitionChange.Fail).RunAsync("1", new(), _works.Test);

        run.IsRecorded.Should().BeTrue();
        run.Context.Steps.Should().Equal("A", "B");
        run.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Resumed, StageStatus.Resumed, StageStatus.NotRun);
    }

    [Fact]
    public async Task It_goes_on_if_what_is_behind_it_is_the_same()
    {
        await InterruptedAsync("A STOP");

        RunResult<Trail> run = await Build("A X Y", DefinitionChange.ResumeIfPrefixUnchanged).RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "X", "Y");
        run.Report.DefinitionHash.Should().Be(Build("A X Y", DefinitionChange.Fail).DefinitionHash);
    }

    [Theory]
    [InlineData("X A B")]
    [InlineData("A:2 B")]
    [InlineData("X B")]
    public async Task It_is_refused_if_what_is_behind_it_is_not(string stages)
    {
        await InterruptedAsync("A STOP");

        Func<Task> resume = () => Build(stages, DefinitionChange.ResumeIfPrefixUnchanged).RunAsync("1", new(), _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.DefinitionChanged);
    }

    [Fact]
    public async Task It_goes_back_to_a_stage_if_it_is_told_to()
    {
        await InterruptedAsync("A B STOP");

        RunResult<Trail> run = await Build("A:1 B:2 C", DefinitionChange.RestartFromStage("B")).RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "B", "C");
        _works.Ran.Should().Equal("A", "B", "B", "C");
        (await _works.RecordsAsync("1")).Should()
            .Equal("Started", "Stage A", "Stage B", "Owned", "Restarted B", "Stage B", "Stage C", "Finished");
    }

    [Fact]
    public async Task It_cannot_go_back_to_where_it_never_was()
    {
        await InterruptedAsync("A STOP");

        Func<Task> resume = () => Build("Z X C", DefinitionChange.RestartFromStage("C")).RunAsync("1", new(), _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.StageNotReached);
    }

    [Fact]
    public void The_hash_tells_apart_what_is_not_the_same()
    {
        string[] pipelines = ["A", "B", "A B", "B A", "A:2", "AB", "A B C"];

        pipelines.Select(stages => Build(stages, DefinitionChange.Fail).DefinitionHash).Should().OnlyHaveUniqueItems();
        Build("A B", DefinitionChange.Fail).DefinitionHash.Should().Be(Build("A B", DefinitionChange.ResumeIfPrefixUnchanged).DefinitionHash);
    }

    [Fact]
    public void Branches_are_a_part_of_it()
    {
        string Hash(params string[] branches) => _works.Builder()
            .AddParallel(
                "G",
                group =>
                {
                    foreach (string branch in branches)
                        group.AddBranch(branch, _works.Step);
                },
                static (start, _) => start)
            .Build().DefinitionHash;

        new[] { Hash("A"), Hash("A", "B"), Hash("B", "A"), Hash("AB") }.Should().OnlyHaveUniqueItems();
    }

    private async Task InterruptedAsync(string stages)
    {
        RunResult<Trail> run = await Build(stages, DefinitionChange.Fail).RunAsync("1", new(), _works.Test);
        run.Status.Should().Be(RunResultStatus.Interrupted);
    }

    /// <summary>Stages by name and version; one that is named STOP is refused.</summary>
    private Orchestrator<Trail> Build(string stages, DefinitionChange change)
    {
        OrchestratorBuilder<Trail> builder = _works.Builder().UseCheckpoints(_works.Store);
        builder.DefinitionChange = change;
        foreach (string[] stage in stages.Split(' ').Select(static stage => stage.Split(':')))
        {
            builder.AddStage(
                stage[0],
                (context, trail, token) => stage[0] == "STOP"
                    ? throw new RejectedException(new(RejectionReason.Custom, "test"))
                    : _works.Step(context, trail, token),
                options => options.Version = stage.Length > 1 ? int.Parse(stage[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
        }

        return builder.Build();
    }
}
