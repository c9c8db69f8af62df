using System.Net;
using System.Net.Sockets;
using System.Reflection;
using CsCheck;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class FailureClassifierTests
{
    private static readonly Failure _refused = new(Connection, Unavailable);

    [Fact]
    public void A_rule_overrules_what_the_library_knows()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<FileNotFoundException>(_ => new(Resource, Transient));

        classifier.Classify(new FileNotFoundException()).Should().Be(new Failure(Resource, Transient));
        FailureClassifier.Default.Classify(new FileNotFoundException()).Should().Be(new Failure(Data, Permanent));
    }

    [Fact]
    public void The_rule_added_last_is_asked_first_and_null_asks_the_next()
    {
        var asked = new List<string>();
        FailureClassifier classifier = FailureClassifier.Default
            .With<Exception>(_ => Note("first", new Failure(Http, Permanent)))
            .With<IOException>(_ => Note("second", null))
            .With<FileNotFoundException>(_ => Note("third", null));

        classifier.Classify(new FileNotFoundException()).Should().Be(new Failure(Http, Permanent));
        asked.Should().Equal("third", "second", "first");

        Failure? Note(string rule, Failure? answer)
        {
            asked.Add(rule);
            return answer;
        }
    }

    [Fact]
    public void When_all_rules_pass_the_library_answers()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<Exception>(_ => null);

        classifier.Classify(new TimeoutException()).Should().Be(new Failure(FailureCause.Timeout, Transient));
    }

    [Fact]
    public void A_rule_is_not_asked_about_other_types()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<FileNotFoundException>(_ => new(Resource, Transient));

        classifier.Classify(new DirectoryNotFoundException()).Should().Be(new Failure(Data, Permanent));
    }

    [Fact]
    public void A_rule_that_throws_counts_as_one_that_passed()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<Exception>(_ => throw new FormatException());

        classifier.Classify(new TimeoutException()).Should().Be(new Failure(FailureCause.Timeout, Transient));
    }

    [Fact]
    public void A_rule_sees_exceptions_inside_wrappers_and_aggregates()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<ApplicationException>(_ => new(Data, Permanent));

        classifier.Classify(new Exception("x", new ApplicationException())).Should().Be(new Failure(Data, Permanent));
        classifier.Classify(new AggregateException(new ApplicationException())).Should().Be(new Failure(Data, Permanent));
        classifier.Classify(new TargetInvocationException(new ApplicationException())).Should().Be(new Failure(Data, Permanent));
    }

    [Fact]
    public void The_rules_of_the_page_about_failures_work()
    {
        FailureClassifier classifier = FailureClassifier.Default
            .With<ModelException>(e => Failure.FromHttpStatus((HttpStatusCode)e.Status, e.RetryAfter))
            .With<QuotaException>(e => new Failure(FailureCause.RateLimit, FailureDisposition.Permanent));

        classifier.Classify(new ModelException(529, TimeSpan.FromSeconds(9))).Should()
            .Be(new Failure(Http, Unavailable, TimeSpan.FromSeconds(9)));
        classifier.Classify(new ModelException(0, null)).Should().Be(new Failure(Connection, Transient));
        classifier.Classify(new QuotaException()).Should().Be(new Failure(FailureCause.RateLimit, Permanent));
    }

    [Fact]
    public void A_rule_about_an_aggregate_comes_before_what_it_holds()
    {
        FailureClassifier classifier = FailureClassifier.Default.With<AggregateException>(_ => new(FailureCause.RateLimit, Transient));

        classifier.Classify(new AggregateException(new FormatException())).Should().Be(new Failure(FailureCause.RateLimit, Transient));
    }

    [Fact]
    public void Unknown_wrappers_are_looked_through_down_to_a_depth()
    {
        FailureClassifier.Default.Classify(Wrap(Refused(), 16)).Should().Be(_refused);
        FailureClassifier.Default.Classify(Wrap(Refused(), 17)).Should().Be(default(Failure));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Cycles_end(int length) =>
        FailureClassifier.Default.Classify(ExceptionCycle.Of(length)).Should().Be(new Failure(Unknown, Transient));

    [Fact]
    public void Aggregates_of_aggregates_are_bounded_in_total()
    {
        int asked = 0;
        FailureClassifier classifier = FailureClassifier.Default.With<Exception>(_ =>
        {
            asked++;
            return null;
        });
        Exception tree = new Exception("leaf");
        for (int i = 0; i < 12; i++)
            tree = new AggregateException(tree, tree, tree);

        classifier.Classify(tree).Should().Be(new Failure(Unknown, Transient));
        asked.Should().Be(64);
    }

    [Fact]
    public void An_empty_aggregate_is_unknown() =>
        FailureClassifier.Default.Classify(new AggregateException()).Should().Be(new Failure(Unknown, Transient));

    [Fact]
    public void The_worst_inside_an_aggregate_decides()
    {
        var mixed = new AggregateException(new TimeoutException(), new AggregateException(new FormatException()), Refused());
        var down = new AggregateException(new TimeoutException(), Refused());

        FailureClassifier.Default.Classify(mixed).Should().Be(new Failure(Data, Permanent));
        FailureClassifier.Default.Classify(down).Should().Be(_refused);
    }

    [Fact]
    public void An_invocation_is_its_inner_exception()
    {
        FailureClassifier.Default.Classify(new TargetInvocationException(Refused())).Should().Be(_refused);
        FailureClassifier.Default.Classify(new TargetInvocationException(null)).Should().Be(new Failure(Unknown, Transient));
    }

    [Fact]
    public void A_failed_type_initializer_has_the_cause_inside_and_is_permanent()
    {
        FailureClassifier.Default.Classify(new TypeInitializationException("T", Refused())).Should().Be(new Failure(Connection, Permanent));
        FailureClassifier.Default.Classify(new TypeInitializationException("T", null)).Should().Be(new Failure(Unknown, Permanent));
    }

    [Fact]
    public void An_exception_whose_properties_throw_is_unknown()
    {
        FailureClassifier.Default.Classify(new HostileException()).Should().Be(new Failure(Unknown, Transient));
    }

    [Fact]
    public void Null_is_refused()
    {
        Action classify = () => FailureClassifier.Default.Classify(null!);
        Action add = () => FailureClassifier.Default.With<Exception>(null!);

        classify.Should().Throw<ArgumentNullException>().WithParameterName("exception");
        add.Should().Throw<ArgumentNullException>().WithParameterName("classify");
    }

    [Fact]
    public void Classifying_allocates_nothing()
    {
        Exception[] exceptions =
        [
            new TimeoutException(), Refused(), new HttpRequestException("x", Refused()), new FakeDbException("40001"),
            new Exception("x", Refused()),
        ];
        FailureClassifier classifier = FailureClassifier.Default.With<ApplicationException>(static _ => null);
        Measure();

        Measure().Should().Be(0);

        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Exception exception in exceptions)
                classifier.Classify(exception);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void No_exception_of_the_framework_is_refused_or_gets_an_undefined_answer()
    {
        Type[] types = FrameworkExceptions.Types();
        types.Length.Should().BeGreaterThan(150);

        (from outer in Gen.Int[0, types.Length - 1]
         from inner in Gen.Int[0, types.Length - 1]
         from nesting in Gen.Int[0, 3]
         select (outer: types[outer], inner: types[inner], nesting)).Sample(
            sample =>
            {
                Exception? inside = FrameworkExceptions.Make(sample.inner, null);
                for (int i = 0; i < sample.nesting && inside is not null; i++)
                    inside = i % 2 == 0 ? new AggregateException(inside, new TimeoutException()) : new Exception("x", inside);
                Exception exception = FrameworkExceptions.Make(sample.outer, inside);
                Failure failure = FailureClassifier.Default.Classify(exception);
                return Enum.IsDefined(failure.Cause) && Enum.IsDefined(failure.Disposition);
            },
            iter: 2_000);
    }

    private static SocketException Refused() => new((int)SocketError.ConnectionRefused);

    private static Exception Wrap(Exception exception, int times)
    {
        for (int i = 0; i < times; i++)
            exception = new Exception("wrapper", exception);
        return exception;
    }

    private sealed class ModelException(int status, TimeSpan? retryAfter) : Exception
    {
        public int Status => status;

        public TimeSpan? RetryAfter => retryAfter;
    }

    private sealed class QuotaException : Exception;

    private sealed class HostileException : System.Data.Common.DbException
    {
        public override string? SqlState => throw new NotSupportedException();
    }
}
