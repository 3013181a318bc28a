DROP TABLE rooms;
DROP TYPE room_kind;
