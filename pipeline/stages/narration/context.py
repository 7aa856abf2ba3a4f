"""What a paragraph has said so far: wholes that parts may be of, topics that hold on, whose figures they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.forms.lexicon import Lexicon
from pipeline.forms.prose import Figure, Topic
from pipeline.schema import Hedge, Number, SectionKey
from pipeline.stages.narration.sentence import Sentence
from pipeline.text.phrasing import CONTINUING

COUNTED_AS_ITEMS = frozenset({"条", "项", "篇", "部"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that was stated at `position` of sentence number `sentence`, in units of items or of cases."""

    figure: Figure
    topic: str | None
    value: Number
    hedge: Hedge | None
    items: bool
    sentence: int
    position: int


@dataclass
class Context:
    """The state of reading one paragraph; `sentence` is the number of the one that is being read."""

    lexicon: Lexicon
    section: SectionKey | None
    sentence: int = 0
    goes_on: bool = False
    about: bool = False
    topics: tuple[Topic, ...] = ()
    stated: list[Stated] = field(default_factory=list)

    def topics_at(self, sentence: Sentence, position: int, after: int | None = None) -> tuple[Topic, ...]:
        """The topics at `position`; one named right after `after` goes first; none that is not of disclosure."""
        following = sentence.topic_after(after) if after is not None else None
        topics = (following,) if following is not None else sentence.topics_before(position) or self.topics
        return tuple(topic for topic in topics if self.allows(topic))

    def inherited(self, figure: Figure, *, near: bool = False) -> tuple[Topic, ...]:
        """The topic of the whole that a part is of, where its own segment names none; `near`: stated close by."""
        if figure.goes_with is not None:
            return ()
        for stated in reversed(self.stated):
            if stated.figure.id in figure.part_of and stated.topic is not None:
                return (self.lexicon.topics[stated.topic],) if not near or self.is_near(stated) else ()
        return ()

    def is_near(self, stated: Stated) -> bool:
        """Whether it was stated in this sentence, or in the one that this one goes on."""
        return stated.sentence >= self.sentence - (1 if self.goes_on else 0)

    def spoken_of(self, figure: Figure) -> tuple[Topic, ...]:
        """The topics whose totals this sentence has stated, of which the figure may be a part."""
        keys = [s.topic for s in self.stated if s.sentence == self.sentence and s.figure.id in figure.part_of]
        return tuple(self.lexicon.topics[key] for key in dict.fromkeys(keys) if key in figure.topics)

    def rivals(self, whole: Stated, figure: Figure) -> bool:
        """Whether this sentence has stated another whole of which no part was stated yet: 均为维持 may be of both."""
        for number, other in enumerate(self.stated):
            if other.sentence != self.sentence or other.figure.id not in figure.part_of or other.topic == whole.topic:
                continue
            later = self.stated[number + 1 :]
            if not any(part.topic == other.topic and part.figure.part_of for part in later):
                return True
        return False

    def allows(self, topic: Topic) -> bool:
        """Whether the topic is one of disclosure here."""
        return topic.foreign or self.about or self.section in topic.sections

    def whole(self, figure: Figure, topics: tuple[Topic, ...], *, near: bool = False) -> Stated | None:
        """The figure stated last that this one is a part of; `near`: stated close by."""
        names = {topic.key for topic in topics}
        for stated in reversed(self.stated):
            if near and not self.is_near(stated):
                return None
            if stated.figure.id in figure.part_of and (
                stated.topic is None or not figure.topics or stated.topic in names
            ):
                return stated
        return None

    def start(self, number: int, sentence: Sentence) -> None:
        """Start the sentence: one about documents ends what was said of requests, a new one the topic of the last."""
        self.sentence = number
        self.goes_on = CONTINUING.match(sentence.text) is not None
        self.about = self.about or any(word in sentence.text for word in self.lexicon.about)
        if sentence.with_role("reset", 0, len(sentence.text)):
            self.stated.clear()
        if not self.goes_on:
            self.topics = ()

    def finish(self, sentence: Sentence) -> None:
        """End the sentence: its topic holds for one that goes on."""
        self.topics = sentence.topics_before(len(sentence.text)) or self.topics
